import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { Select } from '#app/components/select.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { startReconciliation } from '#app/services/start-reconciliation.server.ts';
import { viewRuns } from '#app/services/view-reconciliation.server.ts';
import type { Route } from './+types/reconciliation';
import { DifferenceTable } from './difference-table.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { DAY_CHOICES, daysForm } from './run-form.server.ts';
import { differenceWords, type RunWords, runWords } from './run-words.server.ts';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.read', async ({ deps, url, staff, t, locale }) => {
  const view = await viewRuns(deps.db, url.searchParams.get('after'));
  const speech = { t, locale, timeZone: view.timeZone };
  return {
    runs: view.runs.map((run) => runWords(run, speech)),
    open: view.open.map((difference) => differenceWords(difference, speech)),
    more: view.more,
    next: view.next && `/money/reconciliation?after=${view.next}`,
    spans: DAY_CHOICES.map((days) => ({ value: String(days), label: t('money:run.days', { count: days }) })),
    mayRun: may(staff.role, 'money.reconcile'),
    role: staff.role,
  };
});

/** Starts a comparison now; while one is under way, that one is shown. */
export const action = allow('money.reconcile', async ({ request, deps, staff }) => {
  const form = await parseForm(request, daysForm, { maxBytes: 4096 });
  if (!form.ok) fail(422, 'invalid');
  const { runId } = await startReconciliation(deps, { days: form.data.days, staffId: staff.id });
  throw redirectTo(`/money/reconciliation/${runId}`);
});

export default function Reconciliation({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { runs, open, more, next, spans, mayRun, role } = loaderData;
  const title = t('money:page.reconciliation');
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      <MoneyTabs current="reconciliation" role={role} />
      <p className="money-lead">{t('money:run.lead')}</p>
      {mayRun && (
        <Card title={t('money:run.start-title')}>
          <form method="post" className="fields-row">
            <Select name="days" label={t('money:run.days-label')} options={spans} defaultValue="7" />
            <Button>{t('money:run.start')}</Button>
          </form>
        </Card>
      )}
      {open.length === 0 ? (
        <EmptyState icon="check" title={t('money:difference.none.title')}>
          <p>{t('money:difference.none.text')}</p>
        </EmptyState>
      ) : (
        <DifferenceTable caption={t('money:difference.open')} differences={open} />
      )}
      {more && <p>{t('money:difference.more')}</p>}
      <RunTable runs={runs} />
      <Pagination next={next ?? undefined} />
    </>
  );
}

function RunTable({ runs }: { runs: readonly RunWords[] }) {
  const { t } = useWords();
  if (runs.length === 0) return <p>{t('money:run.none')}</p>;
  const column = (key: 'started' | 'span' | 'by' | 'state') => ({ key, label: t(`money:run.column.${key}`) });
  return (
    <DataTable
      caption={t('money:run.all')}
      columns={[
        column('started'),
        column('span'),
        column('by'),
        column('state'),
        { key: 'found', label: t('money:run.column.found'), align: 'end' },
      ]}
      rows={runs.map((run) => ({
        id: run.id,
        cells: {
          ...{ span: run.span, found: run.found },
          started: <Anchor href={run.href}>{run.started}</Anchor>,
          by: <bdi>{run.by}</bdi>,
          state: <Tag tone={run.tone}>{run.stateText}</Tag>,
        },
      }))}
    />
  );
}
