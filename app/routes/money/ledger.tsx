import { DataTable } from '#app/components/data-table.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewLedger } from '#app/services/view-ledger.server.ts';
import type { Route } from './+types/ledger';
import { FindMoney, FindProblem } from './find-money.tsx';
import { ledgerWords } from './ledger-words.server.ts';
import { MoneyTabs } from './money-tabs.tsx';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

/** A plain GET form, so that the ledger of each order has an address. */
export const loader = allow('money.read', async ({ deps, url, staff, t, locale }) => {
  const asked = url.searchParams.get('find');
  const view = await viewLedger(deps.db, asked ?? '');
  return {
    ...ledgerWords(view, { t, locale }),
    asked: asked?.slice(0, 255) ?? '',
    problem: asked !== null && view.subject === null ? t('money:find.nothing') : undefined,
    role: staff.role,
  };
});

/** Every transfer of an order, a return or a payment, and what they leave on each account. */
export default function Ledger({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { subject, transfers, balances, asked, problem, role } = loaderData;
  const title = t('money:page.ledger');
  const column = (key: 'at' | 'kind' | 'debit' | 'credit') => ({ key, label: t(`money:ledger.column.${key}`) });
  const amount = { key: 'amount', label: t('money:ledger.column.amount'), align: 'end' as const };
  return (
    <>
      <title>{problem ? t('problem.page-title', { title }) : title}</title>
      <FindProblem problem={problem} />
      <h1>{title}</h1>
      <MoneyTabs current="ledger" role={role} />
      <p className="money-lead">{t('money:ledger.lead')}</p>
      <FindMoney action="/money/ledger" asked={asked} problem={problem} />
      {subject && (
        <>
          <h2>{subject}</h2>
          {transfers.length === 0 ? (
            <p>{t('money:ledger.empty')}</p>
          ) : (
            <>
              <DataTable
                caption={t('money:ledger.transfers')}
                columns={[column('at'), column('kind'), column('debit'), column('credit'), amount]}
                rows={transfers.map((row) => ({
                  id: row.id,
                  cells: { ...row, debit: <Account {...row.debit} />, credit: <Account {...row.credit} /> },
                }))}
              />
              <DataTable
                caption={t('money:ledger.balances')}
                columns={[
                  { key: 'account', label: t('money:ledger.column.account') },
                  { ...amount, label: t('money:ledger.column.balance') },
                ]}
                rows={balances.map((row) => ({ id: row.id, cells: { ...row, account: <Account {...row.account} /> } }))}
              />
              <p className="muted small">{t('money:ledger.sign')}</p>
            </>
          )}
        </>
      )}
    </>
  );
}

function Account({ name, subject }: { name: string; subject: string }) {
  return (
    <span className="money-account">
      {name} <bdi dir="ltr">{subject}</bdi>
    </span>
  );
}
