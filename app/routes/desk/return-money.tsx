import { Card } from '#app/components/card.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { OutsideMoney } from '#app/components/staff/outside-money.tsx';
import { PayoutList } from '#app/components/staff/payout-list.tsx';
import { ProviderNotice } from '#app/components/staff/provider-notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/return';

/** What is owed and paid: the payouts, the refund as decided, and the refund as it was announced. */
export function ReturnMoney({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const { t } = useWords();
  const total = t('staff:desk.return.sum.total');
  return (
    <>
      <ProviderNotice provider={page.provider} />
      {page.payouts.length > 0 && (
        <Card title={t('staff:desk.payout.title')}>
          <PayoutList payouts={page.payouts} />
          <RefundTable
            caption={t('staff:desk.payout.stands.caption')}
            rows={page.stands.rows}
            total={{ label: t('staff:desk.return.decided'), amount: page.stands.total }}
          />
        </Card>
      )}
      <OutsideMoney outside={page.outside} />
      {page.decided && (
        <Card>
          <RefundTable
            caption={t('staff:desk.return.decided-quote')}
            rows={page.decided.rows}
            total={{ label: total, amount: page.decided.total }}
          />
        </Card>
      )}
      <Card>
        <RefundTable
          caption={t('staff:desk.return.asked-quote')}
          rows={page.asked.rows}
          total={{ label: total, amount: page.asked.total }}
        />
      </Card>
    </>
  );
}
