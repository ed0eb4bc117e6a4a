import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewMoney } from '#app/services/view-money.server.ts';
import type { Route } from './+types/overview';
import { CheckResult } from './check-result.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { overviewWords } from './overview-words.server.ts';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.read', async ({ deps, staff, t, locale }) => ({
  ...overviewWords(await viewMoney(deps), { t, locale }),
  role: staff.role,
}));

const FIGURES = ['owed', 'transit', 'paidToday', 'paidLately', 'backLately', 'credit', 'disputed'] as const;

/** Where all money stands, a row for each currency: every figure is a sum of the ledger. */
export default function MoneyOverview({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { currencies, provider, differences, check, lastRun } = loaderData;
  const title = t('money:title');
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      <MoneyTabs current="overview" role={loaderData.role} />
      {provider && (
        <Notice tone="danger" title={t('money:provider.title')}>
          {provider.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      {differences && (
        <Notice tone="warning" title={differences}>
          <p>
            <Anchor href="/money/reconciliation">{t('money:overview.to-differences')}</Anchor>
          </p>
        </Notice>
      )}
      {currencies.length === 0 ? (
        <EmptyState icon="money" title={t('money:overview.empty.title')}>
          <p>{t('money:overview.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('money:overview.caption')}
          columns={[
            { key: 'currency', label: t('money:overview.currency') },
            ...FIGURES.map((key) => ({ key, label: t(`money:overview.${key}`), align: 'end' as const })),
          ]}
          rows={currencies.map((row) => ({
            id: row.currency,
            cells: { ...row, currency: <bdi dir="ltr">{row.currency}</bdi> },
          }))}
        />
      )}
      <p className="muted small">{t('money:overview.source')}</p>
      <section className="money-section">
        <h2>{t('money:check.title')}</h2>
        {check ? <CheckResult check={check} /> : <p>{t('money:check.none')}</p>}
        {lastRun && (
          <p>
            <Anchor href={lastRun.href}>{lastRun.text}</Anchor>
          </p>
        )}
      </section>
    </>
  );
}
