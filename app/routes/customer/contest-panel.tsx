import { Anchor } from '#app/components/anchor.tsx';
import { Notice } from '#app/components/notice.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { ContestState } from '#machines/contest/index.ts';
import { contestPath } from './paths.ts';

export interface OwnContest {
  readonly rmaCode: string;
  readonly mayContest: boolean;
  /** How it stands; null: the decision is not contested. */
  readonly standing: { readonly state: ContestState; readonly amount: number; readonly currency: string } | null;
}

/** Whether the decision can be contested, or what became of that. */
export function ContestPanel({ contest: { rmaCode, mayContest, standing } }: { contest: OwnContest }) {
  const { t, locale } = useWords();
  return (
    <>
      {standing && (
        <Notice
          tone={standing.state === 'corrected' ? 'success' : 'info'}
          title={t(`casework:contest.state.${standing.state}`)}
        >
          {standing.state === 'waiting' && <p>{t('casework:contest.waiting-text')}</p>}
          {standing.state === 'corrected' && (
            <p>{t('casework:contest.corrected-text', { amount: formatMoney(standing, locale) })}</p>
          )}
        </Notice>
      )}
      {mayContest && (
        <p>
          <Anchor href={contestPath(rmaCode)}>{t('casework:contest.link')}</Anchor>
        </p>
      )}
    </>
  );
}
