import type { Tone } from '#app/components/tag.tsx';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { PayoutsView } from '#app/services/view-payouts.server.ts';
import { PAYOUT_STATES, PAYOUT_WAYS, type PayoutState } from '#machines/payout/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { MoneySpeech } from './run-words.server.ts';

const TONES: Readonly<Record<PayoutState, Tone>> = {
  ...{ owed: 'info', sending: 'info', pending: 'info', settled: 'success', replaced: 'neutral', cancelled: 'neutral' },
  ...{ unknown: 'warning', 'action-needed': 'warning', failed: 'danger', reopened: 'danger' },
};

/** A payout in the reader's words. */
export function payoutWords(payout: PayoutsView['rows'][number], { t, locale, timeZone }: MoneySpeech) {
  const { id, amount, currency, returnId, refundRef, paymentRef, orderNumber } = payout;
  const state = PAYOUT_STATES.find((one) => one === payout.state);
  const way = PAYOUT_WAYS.find((one) => one === payout.way) ?? 'payment';
  return {
    ...{ id, order: orderNumber, payment: paymentRef ?? '–', refund: refundRef ?? '–' },
    href: `/desk/returns/${returnId}`,
    code: formatRmaCode(payout.rmaCode),
    amount: formatMoney({ amount, currency }, locale),
    way: t(`money:way.${way}`),
    state: state ? t(`terms:state.payout.${state}`) : payout.state,
    tone: state ? TONES[state] : 'neutral',
    moved: formatInstant(payout.updatedAt.toString(), timeZone, locale),
  };
}
