import { BackLink } from '#app/components/back-link.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewRun } from '#app/services/view-reconciliation.server.ts';
import type { Route } from './+types/run';
import { CheckResult } from './check-result.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { checkWords } from './overview-words.server.ts';
import { differenceWords, runWords } from './run-words.server.ts';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.read', async ({ deps, params, t, locale }) => {
  const view = await viewRun(deps.db, (params.id ?? '').slice(0, 100));
  if (view === null) fail(404, 'not-found');
  const speech = { t, locale, timeZone: view.timeZone };
  const { ledger } = view.run.counts;
  return {
    run: runWords(view.run, speech),
    differences: view.differences.map((difference) => differenceWords(difference, speech)),
    // Some were seen again by later runs, and stand there.
    elsewhere: view.run.found > view.differences.length,
    check: ledger && checkWords(ledger, view.timeZone, { t, locale }),
  };
});

/** What one comparison read and found. */
export default function Run({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { run, differences, elsewhere, check } = loaderData;
  const title = t('money:run.title', { started: run.started });
  return (
    <>
      <title>{title}</title>
      <BackLink href="/money/reconciliation">{t('money:page.reconciliation')}</BackLink>
      <h1>{title}</h1>
      {run.state === 'running' && (
        <Notice title={run.stateText}>
          <p>{t('money:run.running-text')}</p>
          <LinkButton href={run.href} variant="secondary">
            {t('money:run.look-again')}
          </LinkButton>
        </Notice>
      )}
      {run.failure && (
        <Notice tone="danger" title={run.stateText}>
          <p>{run.failure}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { id: 'state', label: t('money:run.column.state'), value: <Tag tone={run.tone}>{run.stateText}</Tag> },
          { id: 'span', label: t('money:run.column.span'), value: run.span },
          { id: 'by', label: t('money:run.column.by'), value: <bdi>{run.by}</bdi> },
          { id: 'finished', label: t('money:run.finished'), value: run.finished },
          ...run.counts,
          { id: 'found', label: t('money:run.column.found'), value: run.found },
        ]}
      />
      {differences.length > 0 ? (
        <DifferenceTable caption={t('money:difference.of-run')} differences={differences} />
      ) : (
        run.state === 'finished' && <p>{t('money:difference.none-of-run')}</p>
      )}
      {elsewhere && <p>{t('money:difference.elsewhere')}</p>}
      {check && <CheckResult check={check} />}
    </>
  );
}
