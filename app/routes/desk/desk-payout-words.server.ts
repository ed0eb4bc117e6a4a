import type { Tone } from '#app/components/tag.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatCount, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { DeskPayout, DeskReturn } from '#app/services/view-desk-return.server.ts';
import { failureWords } from './failure-words.ts';

const tones: Readonly<Record<DeskPayout['state'], Tone>> = {
  owed: 'info',
  sending: 'info',
  pending: 'info',
  settled: 'success',
  failed: 'danger',
  unknown: 'warning',
  'action-needed': 'warning',
  reopened: 'danger',
  replaced: 'info',
  cancelled: 'info',
};

/** A payout in the reader's words. */
export function payoutWords(payout: DeskPayout, view: DeskReturn, mayAct: boolean, { t, locale }: StaffArgs) {
  const { id, amount, state, attempt, way, refundRef, reference, failure, task, mayRetry, open } = payout;
  return {
    ...{ id, refundRef, reference: way === 'credit' ? null : reference, tone: tones[state] },
    amount: formatMoney({ amount, currency: view.currency }, locale),
    state: t(`terms:state.payout.${state}`),
    attempt: formatCount(attempt, locale),
    payment: targetWords(payout, t),
    failure: failure === null ? null : failureWords(failure, t),
    asked: payout.asked && {
      at: payout.asked.at,
      until: payout.asked.until && formatInstant(payout.asked.until, view.timeZone, locale),
    },
    task: task && t(`rescue:task.${task}`),
    mayRetry: mayAct && mayRetry,
    more: open ? { href: `/desk/returns/${view.id}/payouts/${id}`, text: t('rescue:desk.link') } : null,
  };
}

const STANDS = ['owed', 'transit', 'paid', 'ended'] as const;

/** Where the money of a return stands by the ledger, as a sum that comes to what was decided; what ended otherwise only where there is any. */
export function standsWords({ money, currency }: DeskReturn, { t, locale }: Pick<StaffArgs, 't' | 'locale'>) {
  const say = (amount: number) => formatMoney({ amount, currency }, locale);
  const shown = STANDS.filter((place) => place !== 'ended' || money.ended > 0);
  const rows = shown.map((id) => ({ id, label: t(`staff:desk.payout.stands.${id}`), amount: say(money[id]) }));
  return { rows, total: say(money.decided) };
}

function targetWords(payout: DeskPayout, t: Translate): string {
  const { way, accountMask: account, paymentLabel } = payout;
  if (way === 'credit') return creditWords(payout, t);
  if (way === 'payment') return paymentLabel ?? t('staff:desk.payout.unknown-payment');
  return account === '' ? t('rescue:desk.to-bank-open') : t('rescue:desk.to-bank', { account });
}

const creditWords = ({ reference }: DeskPayout, t: Translate): string =>
  reference === null ? t('credit:desk.to') : t('credit:desk.ending', { hint: reference });
