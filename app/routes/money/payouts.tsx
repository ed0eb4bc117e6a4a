import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/payouts';
import { FindMoney, FindProblem } from './find-money.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { loadPayoutsPage } from './payouts-page.server.ts';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.read', (args) => loadPayoutsPage(args));

/** The payouts by where they stand, or those that something leads to. */
export default function Payouts({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { asked, problem, tabs, caption, rows, next, role } = loaderData;
  const title = t('money:page.payouts');
  const column = (key: 'code' | 'order' | 'state' | 'way' | 'payment' | 'refund' | 'moved') => ({
    key,
    label: t(`money:payout.column.${key}`),
  });
  return (
    <>
      <title>{problem ? t('problem.page-title', { title }) : title}</title>
      <FindProblem problem={problem} />
      <h1>{title}</h1>
      <MoneyTabs current="payouts" role={role} />
      <FindMoney action="/money/payouts" asked={asked} problem={problem} />
      <Tabs label={t('money:payout.states')} tabs={tabs} />
      {rows.length === 0 ? (
        <EmptyState icon="money" title={t('money:payout.empty.title')}>
          <p>{t('money:payout.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={caption}
          columns={[
            ...[column('code'), column('order'), column('state')],
            { key: 'amount', label: t('money:payout.column.amount'), align: 'end' },
            ...[column('way'), column('payment'), column('refund'), column('moved')],
          ]}
          rows={rows.map((row) => ({
            id: row.id,
            cells: {
              ...{ amount: row.amount, way: row.way, moved: row.moved },
              code: (
                <Anchor href={row.href} className="rma">
                  <bdi dir="ltr">{row.code}</bdi>
                </Anchor>
              ),
              order: <bdi>{row.order}</bdi>,
              state: <Tag tone={row.tone}>{row.state}</Tag>,
              payment: <Ref>{row.payment}</Ref>,
              refund: <Ref>{row.refund}</Ref>,
            },
          }))}
        />
      )}
      <Pagination next={next ?? undefined} />
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
