import { useEffect } from 'react';
import { Form, useRevalidator } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { ProofField } from '#app/components/staff/proof-field.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/bulk';
import { loadBulkPage, takeBulkForm } from './bulk-page.server.ts';

type Page = Route.ComponentProps['loaderData'];
type Group = Page['ready'];

export const loader = allow('desk.decide', (args) => loadBulkPage(args));
export const action = allow('desk.decide', (args) => takeBulkForm(args));
export const shouldRevalidate = () => true;

/** Many returns at once: what each would refund, the confirmation, and what became of each. */
export default function Bulk({ loaderData: page, actionData: answer }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = answer?.problems ?? [];
  useFocusOnProblems(problems.length > 0 ? answer : null);
  useLooking(page.state === 'waiting' || page.state === 'running');
  const title = t(`queue:bulk.title.${page.state}`);
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href="/desk" />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing page={page} />
      {page.state === 'proposed' && <Confirm page={page} problems={problems} />}
      <Rows title={t('queue:bulk.refused')} group={page.refused} why />
      {page.again.length > 0 && page.state === 'done' && <Again page={page} />}
      <Rows title={t('queue:bulk.will')} group={page.ready} />
      <Rows title={t('queue:bulk.done')} group={page.done} />
      <Rows title={t('queue:bulk.excluded')} group={page.excluded} why />
    </>
  );
}

/** Reads the page anew each second while something is under way. */
function useLooking(on: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!on) return undefined;
    const turning = setInterval(() => void revalidate(), 1000);
    return () => clearInterval(turning);
  }, [on, revalidate]);
}

function Standing({ page }: { page: Page }) {
  const { t } = useWords();
  if (page.state === 'proposed') return <p>{t('queue:bulk.lead')}</p>;
  if (page.state === 'undone')
    return (
      <Notice tone="success" live>
        <p>{t('queue:bulk.undone-text')}</p>
      </Notice>
    );
  if (page.state === 'done')
    return (
      <Notice tone={page.refused.count > 0 ? 'warning' : 'success'} live>
        <p>
          {t('queue:bulk.done')}: {page.done.countText}. {t('queue:bulk.refused')}: {page.refused.countText}.
        </p>
      </Notice>
    );
  return (
    <Notice>
      <p>{page.state === 'waiting' ? page.waiting : t('queue:bulk.running')}</p>
      <Form method="post" className="actions">
        {page.state === 'waiting' && (
          <Button variant="secondary" name="intent" value="undo">
            {t('queue:bulk.undo')}
          </Button>
        )}
        <Anchor href="?">{t('queue:bulk.look')}</Anchor>
      </Form>
    </Notice>
  );
}

function Confirm({ page, problems }: { page: Page; problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  const { proof, sure, ready } = page;
  const amounts = (proof ? sure : ready).amounts;
  return (
    <Card>
      <p>
        {t('queue:bulk.will')}: {ready.countText}. {t('queue:bulk.totals', { amounts: ready.amounts || '0' })}
      </p>
      {page.excluded.count > 0 && (
        <p>
          {t('queue:bulk.excluded')}: {page.excluded.countText}.
        </p>
      )}
      <p>{t('queue:bulk.undo-lead', { number: page.undoSeconds })}</p>
      <Form method="post" noValidate>
        {proof && (
          <>
            <Notice tone="warning">
              <p>{t('queue:bulk.above', { limit: proof.limit })}</p>
            </Notice>
            <ProofField proof={proof} error={problems.find(({ field }) => field === 'proof')?.message} />
          </>
        )}
        <p className="actions">
          {ready.count > 0 && (
            <Button name="intent" value="confirm" icon="money">
              {proof ? t('queue:bulk.title.proposed') : t('queue:bulk.confirm', { amounts })}
            </Button>
          )}
          <Button name="intent" value="discard" variant="quiet">
            {t('queue:bulk.leave')}
          </Button>
        </p>
      </Form>
    </Card>
  );
}

/** What was not decided, proposed anew as it stands now. */
function Again({ page }: { page: Page }) {
  const { t } = useWords();
  return (
    <Form method="post" action="/desk">
      <input type="hidden" name="key" value={page.key} />
      {page.again.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <Button variant="secondary" name="intent" value="approve">
        {t('queue:bulk.retry')}
      </Button>
    </Form>
  );
}

function Rows({ title, group, why = false }: { title: string; group: Group; why?: boolean }) {
  const { t } = useWords();
  if (group.count === 0) return null;
  return (
    <DataTable
      caption={`${title} – ${group.countText}`}
      columns={[
        { key: 'code', label: t('staff:desk.column.rma') },
        { key: 'order', label: t('staff:desk.column.order') },
        ...(why ? [{ key: 'why', label: t('queue:bulk.why') }] : []),
        ...(why ? [] : [{ key: 'amount', label: t('queue:bulk.amount'), align: 'end' as const }]),
      ]}
      rows={group.rows.map((row) => ({
        id: row.id,
        cells: {
          ...row,
          order: <bdi>{row.order}</bdi>,
          code: (
            <Anchor href={row.href} className="rma">
              <bdi dir="ltr">{row.code}</bdi>
              {row.held && (
                <>
                  {' '}
                  <Tag tone="warning">{t('queue:bulk.above-mark')}</Tag>
                </>
              )}
            </Anchor>
          ),
        },
      }))}
    />
  );
}
