import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { viewDifference } from '#app/services/view-reconciliation.server.ts';
import type { Route } from './+types/difference';
import { DifferenceActs } from './difference-acts.tsx';
import { takeDifferenceForm } from './difference-form.server.ts';
import { differenceWords } from './run-words.server.ts';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.read', async ({ deps, params, url, staff, t, locale }) => {
  const view = await viewDifference(deps.db, (params.id ?? '').slice(0, 100));
  if (view === null) fail(404, 'not-found');
  const mayAct = may(staff.role, 'money.reconcile');
  const words = differenceWords(view.difference, { t, locale, timeZone: view.timeZone });
  return {
    ...words,
    version: view.difference.version,
    actions: mayAct ? view.difference.actions : [],
    lastRunHref: `/money/reconciliation/${view.difference.lastRunId}`,
    justDone: url.searchParams.get('done') === 'yes' ? words.done : null,
  };
});

export const action = allow('money.reconcile', (args) => takeDifferenceForm(args));

/** One difference: what both sides say, and what can be done about it. */
export default function Difference({ loaderData: one, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('money:difference.title', { kind: one.kindText });
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/money/reconciliation">{t('money:page.reconciliation')}</BackLink>
      <ErrorSummary problems={problems} />
      {one.justDone && problems.length === 0 && (
        <Notice tone="success" live>
          <p>{one.justDone}</p>
        </Notice>
      )}
      <div className="card-head">
        <h1>{title}</h1>
        <Tag tone={one.state.tone}>{one.state.text}</Tag>
      </div>
      <p className="money-lead">{one.meaning}</p>
      <div className="money-sides">
        <Card title={t('money:difference.column.ours')}>
          <SummaryList
            rows={[
              { id: 'amount', label: t('money:difference.amount'), value: one.ours.amount },
              { id: 'standing', label: t('money:difference.standing'), value: one.ours.standing },
            ]}
          />
        </Card>
        <Card title={t('money:difference.column.theirs')}>
          <SummaryList
            rows={[
              { id: 'amount', label: t('money:difference.amount'), value: one.theirs.amount },
              { id: 'standing', label: t('money:difference.standing'), value: one.theirs.standing },
              ...(one.theirs.created
                ? [{ id: 'created', label: t('money:difference.created'), value: one.theirs.created }]
                : []),
              ...(one.theirs.beside
                ? [{ id: 'beside', label: t('money:difference.beside'), value: <Ref>{one.theirs.beside}</Ref> }]
                : []),
            ]}
          />
        </Card>
      </div>
      <SummaryList
        rows={[
          { id: 'refund', label: t('money:difference.column.refund'), value: <Ref>{one.refundRef ?? '–'}</Ref> },
          { id: 'found', label: t('money:difference.column.found'), value: one.found },
          ...(one.done ? [{ id: 'done', label: t('money:difference.done'), value: <bdi>{one.done}</bdi> }] : []),
          ...(one.note ? [{ id: 'note', label: t('money:difference.note'), value: <bdi>{one.note}</bdi> }] : []),
        ]}
      />
      {one.actions.length > 0 && <DifferenceActs actions={one.actions} version={one.version} answer={actionData} />}
      <p>
        {one.returnHref && (
          <>
            <Anchor href={one.returnHref}>{t('money:difference.to-return')}</Anchor>{' '}
          </>
        )}
        <Anchor href={one.lastRunHref}>{t('money:difference.to-run')}</Anchor>
      </p>
    </>
  );
}

function Ref({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="money-ref">
      {children}
    </bdi>
  );
}
