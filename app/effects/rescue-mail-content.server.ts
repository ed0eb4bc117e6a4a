import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { PayoutView } from '#app/services/view-return.server.ts';
import type { MailFacts } from './return-mail-content.server.ts';

/** The mails about an amount that the first way did not pay, or that goes by bank transfer. */
export const RESCUE_MAILS = ['refund-failed', 'transfer-account', 'transfer-sent'] as const;
export type RescueMail = (typeof RESCUE_MAILS)[number];

/** What such a mail says beyond its first sentence: the next step, and never more of an account than everybody may see. */
export function rescueParagraphs(kind: RescueMail, facts: MailFacts, t: Translate): string[] {
  const { payouts } = facts.view;
  if (kind === 'refund-failed') return payouts.flatMap((payout) => nextStep(payout, facts, t));
  if (kind === 'transfer-account') return payouts.flatMap((payout) => refusedAccount(payout, t));
  return payouts.flatMap((payout) => sentTransfer(payout, facts, t));
}

function nextStep(payout: PayoutView, facts: MailFacts, t: Translate): string[] {
  if (payout.state === 'action-needed') return [answerProvider(payout, facts, t)];
  if (payout.task === null) return [];
  const amount = moneyOf(payout, facts);
  if (payout.task === 'dispute') return [t('mail:refund-failed.dispute', { amount })];
  return [
    payout.ways.length > 0 ? t('mail:refund-failed.choose', { amount }) : t('mail:refund-failed.wait', { amount }),
  ];
}

/** The bank sent it back and asks for another account: the provider's own message is the one to answer. */
function answerProvider({ expiresAt }: PayoutView, { view, locale }: MailFacts, t: Translate): string {
  if (expiresAt === null) return t('rescue:panel.action-soon');
  return t('rescue:panel.action-by', { date: formatInstant(expiresAt, view.timeZone, locale) });
}

function refusedAccount({ transfer }: PayoutView, t: Translate): string[] {
  if (transfer?.state !== 'account-wanted' || transfer.refusal === null) return [];
  const reason = t(`rescue:refusal.${transfer.refusal}`);
  return [t('mail:transfer-account.refused', { account: transfer.mask, reason })];
}

function sentTransfer(payout: PayoutView, facts: MailFacts, t: Translate): string[] {
  const { transfer } = payout;
  if (transfer?.state !== 'confirmed' || transfer.madeOn === null || transfer.reference === null) return [];
  const day = formatDay(transfer.madeOn, facts.locale);
  const { mask: account, reference } = transfer;
  return [t('mail:transfer-sent.sent', { amount: moneyOf(payout, facts), account, day, reference })];
}

const moneyOf = ({ amount }: PayoutView, { view, locale }: MailFacts): string =>
  formatMoney({ amount, currency: view.currency }, locale);
