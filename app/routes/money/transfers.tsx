import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { allow } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewTransfers } from '#app/services/view-transfers.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/transfers';
import { MoneyTabs } from './money-tabs.tsx';
import { moneyLinks } from './styles.ts';

const LISTS = ['to-make', 'to-confirm', 'waiting', 'done'] as const;

export const links = moneyLinks;

export const loader = allow('money.transfer', async ({ deps, url, t, locale, staff }) => {
  const list = LISTS.find((one) => one === url.searchParams.get('list')) ?? 'to-make';
  const { rows, counts, timeZone } = await viewTransfers(deps, list);
  return {
    role: staff.role,
    tabs: LISTS.map((name) => ({
      href: `/money/transfers?list=${name}`,
      label: t(`rescue:transfers.list.${name}`),
      current: name === list,
      ...(name === 'done' ? {} : counts[name]),
    })),
    rows: rows.map(({ id, rmaCode, amount, currency, mask, state, since }) => ({
      ...{ id, mask, code: formatRmaCode(rmaCode) },
      amount: formatMoney({ amount, currency }, locale),
      state: t(`terms:state.transfer.${state}`),
      since: formatInstant(since, timeZone, locale),
    })),
  };
});

export default function Transfers({ loaderData: { role, tabs, rows } }: Route.ComponentProps) {
  const { t } = useWords();
  const keys = ['return', 'amount', 'account', 'state', 'since'] as const;
  return (
    <>
      <title>{t('rescue:transfers.title')}</title>
      <h1>{t('rescue:transfers.title')}</h1>
      <MoneyTabs current="transfers" role={role} />
      <Tabs label={t('rescue:transfers.lists')} tabs={tabs} />
      {rows.length === 0 ? (
        <EmptyState icon="money" title={t('rescue:transfers.empty')} />
      ) : (
        <DataTable
          caption={t('rescue:transfers.title')}
          hideCaption
          columns={keys.map((key) => ({
            key,
            label: t(`rescue:transfers.column.${key}`),
            ...(key === 'amount' ? { align: 'end' as const } : {}),
          }))}
          rows={rows.map(({ id, code, amount, mask, state, since }) => ({
            id,
            cells: {
              return: (
                <Anchor href={`/money/transfers/${id}`}>
                  <bdi dir="ltr">{code}</bdi>
                </Anchor>
              ),
              ...{ amount, state, since },
              account: <bdi dir="ltr">{mask}</bdi>,
            },
          }))}
        />
      )}
    </>
  );
}
