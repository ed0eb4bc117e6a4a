import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Stated } from '#app/i18n/withdrawal-statement.ts';
import { PageTitle } from '../customer/page-title.tsx';
import { StatedList } from './stated-list.tsx';

export interface StatementPageProps {
  readonly stated: Stated;
  /** The same, for the button to carry. */
  readonly sealed: string;
  /** All that the button says. */
  readonly confirm: string;
}

/** The second step: the statement as it will be recorded, and one button that makes it. */
export function StatementPage({ stated, sealed, confirm }: StatementPageProps) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={t('withdrawal:check.title')} />
      <BackLink href="/withdraw" />
      <h1>{t('withdrawal:check.title')}</h1>
      <p className="lede">{t('withdrawal:statement')}</p>
      <StatedList stated={stated} changeHref="/withdraw" />
      <p>{t('withdrawal:check.lead')}</p>
      <form method="post" action="/withdraw/confirm">
        <input type="hidden" name="statement" value={sealed} />
        <Button>{confirm}</Button>
      </form>
    </>
  );
}
