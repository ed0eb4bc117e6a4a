import { Anchor } from '#app/components/anchor.tsx';
import { Card } from '#app/components/card.tsx';
import { groupCode } from '#app/components/panel.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { CreditView, OwnCredit } from '#app/services/view-credit.server.ts';

/** The store credit of a return, with its code: for whoever has proved to own the order. */
export function CreditCard({ credit }: { credit: OwnCredit }) {
  const { t } = useWords();
  const { code, hint, state } = credit;
  return (
    <Card title={t('credit:own.title')}>
      {code === null && <p>{t('credit:own.unreadable', { hint })}</p>}
      {code !== null && state === 'open' && (
        <>
          <p>
            {t('credit:own.code')}{' '}
            <strong className="block" dir="ltr" translate="no">
              {groupCode(code).join('-')}
            </strong>
          </p>
          <p>{t('credit:own.code-text')}</p>
        </>
      )}
      <CreditFacts credit={credit} />
      <p>
        <Anchor href="/credit">{t('credit:own.link')}</Anchor>
      </p>
    </Card>
  );
}

/** What is left on a credit, and until when. */
export function CreditFacts({ credit }: { credit: CreditView }) {
  const { t, locale } = useWords();
  const { balance, bonus, currency, issued, issuedAt, lastDay, state, timeZone } = credit;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  return (
    <SummaryList
      rows={[
        { id: 'left', label: t('credit:view.left'), value: money(balance) },
        {
          id: 'issued',
          label: t('credit:view.issued', { date: formatInstant(issuedAt, timeZone, locale) }),
          value: money(issued),
        },
        ...(bonus > 0 ? [{ id: 'bonus', label: t('credit:view.bonus'), value: money(bonus) }] : []),
        { id: 'state', label: t('credit:view.state'), value: t(`credit:state.${state}`) },
        {
          id: 'until',
          label: t('credit:view.until'),
          value: lastDay ? formatDay(lastDay, locale) : t('credit:view.never'),
        },
      ]}
    />
  );
}
