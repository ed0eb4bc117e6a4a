import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { MailContent } from '#app/mail/content.ts';
import type { ReturnView } from '#app/services/view-return.server.ts';
import type { MailKind } from '#machines/effects.ts';
import { REDUCE_REASONS, REJECT_REASONS } from '#machines/line/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { CreditMail } from './credit-mail-content.server.ts';
import { RESCUE_MAILS, rescueParagraphs } from './rescue-mail-content.server.ts';

export interface MailFacts {
  readonly view: ReturnView;
  readonly locale: Locale;
  readonly appUrl: string;
  readonly shop: { readonly name: string; readonly supportEmail: string };
}

/** The mails about a return itself. */
export type ReturnMail = Exclude<MailKind, CreditMail>;

/** What a mail of a kind says about a return: only what the customer's status page says too. */
export function returnMailContent(kind: ReturnMail, facts: MailFacts): MailContent {
  const t = translatorFor(facts.locale);
  const { view, shop, appUrl } = facts;
  const code = formatRmaCode(view.rmaCode);
  const names = { code, order: view.orderNumber, shop: shop.name, total: money(view.quote.total, facts) };
  return {
    subject: t(`mail:${kind}.subject`, names),
    preview: t(`mail:${kind}.preview`, names),
    heading: t(`mail:${kind}.heading`, names),
    paragraphs: paragraphs(kind, facts, t, names),
    ...(SHOWS_REFUND.includes(kind) ? { rows: refundRows(facts, t) } : {}),
    action: { label: t(`mail:${kind}.action`, names), url: `${appUrl}/r/${code}` },
    closing: [t('mail:closing.questions', { email: shop.supportEmail }), t('mail:closing.reference', names)],
  };
}

const SHOWS_REFUND: readonly ReturnMail[] = ['return-requested', 'return-decided', 'refund-sent'];

type Names = { code: string; order: string; shop: string; total: string };

function paragraphs(kind: ReturnMail, facts: MailFacts, t: Translate, names: Names): string[] {
  const { view, locale } = facts;
  const said = [t(`mail:${kind}.text`, names)];
  if (kind === 'return-requested') {
    const way = view.nothingToSend ? 'keep' : view.travel === 'label' ? 'label' : 'own';
    said.push(t(`mail:way.${way}`, names));
  }
  if ((kind === 'return-requested' || kind === 'return-reminder') && view.sendBy) {
    said.push(t('mail:dates.send-by', { day: formatDay(view.sendBy, locale) }));
  }
  if ((kind === 'return-requested' || kind === 'return-received') && view.refundBy) {
    said.push(t('mail:dates.refund-by', { day: formatDay(view.refundBy, locale) }));
  }
  if (kind === 'return-decided') said.push(...decisions(facts, t));
  if (kind === 'refund-sent') said.push(...destinations(facts, t), t('mail:dates.bank'));
  const rescue = RESCUE_MAILS.find((one) => one === kind);
  if (rescue) said.push(...rescueParagraphs(rescue, facts, t));
  return said;
}

/** Each line with what was decided about it, and the reason where it was not simply accepted. */
function decisions({ view }: MailFacts, t: Translate): string[] {
  return view.lines.map((line) => {
    const title = line.variant ? `${line.title}, ${line.variant}` : line.title;
    if (line.state === 'accepted')
      return t('mail:line.accepted', { title, count: line.acceptedQuantity ?? line.quantity });
    const reason = deskReason(line.state, line.deskReason, t);
    return line.state === 'reduced'
      ? t('mail:line.reduced', { title, reason })
      : t('mail:line.rejected', { title, reason });
  });
}

function deskReason(state: string, reason: string | null, t: Translate): string {
  if (state === 'reduced') return t(`terms:reduce-reason.${REDUCE_REASONS.find((one) => one === reason) ?? 'other'}`);
  return t(`terms:reject-reason.${REJECT_REASONS.find((one) => one === reason) ?? 'other'}`);
}

function destinations(facts: MailFacts, t: Translate): string[] {
  return facts.view.payouts
    .filter((payout) => payout.state === 'settled')
    .map((payout) => {
      const amount = money(payout.amount, facts);
      if (payout.way === 'transfer')
        return t('mail:payout.to-transfer', { amount, account: payout.transfer?.mask ?? '' });
      if (payout.way === 'credit') return t('mail:payout.to-credit', { amount });
      return payout.paymentLabel
        ? t('mail:payout.to', { amount, payment: payout.paymentLabel })
        : t('mail:payout.to-original', { amount });
    });
}

function refundRows(facts: MailFacts, t: Translate): NonNullable<MailContent['rows']> {
  const { view } = facts;
  const { quote } = view;
  const lines = quote.lines.map((line) => {
    const title = view.lines.find((one) => one.orderLineId === line.orderLineId)?.title ?? '';
    return { label: `${line.quantity} × ${title}`, value: money(line.refund, facts) };
  });
  return [
    ...lines,
    ...(quote.shippingRefund.amount > 0
      ? [{ label: t('mail:rows.shipping'), value: money(quote.shippingRefund.amount, facts) }]
      : []),
    ...(quote.returnFee.amount > 0
      ? [{ label: t('mail:rows.fee'), value: money(-quote.returnFee.amount, facts) }]
      : []),
    ...(quote.cancellationFee.amount > 0
      ? [{ label: t('customer:sum.cancellation'), value: money(-quote.cancellationFee.amount, facts) }]
      : []),
    ...(quote.couponClawback.amount !== 0
      ? [
          {
            label: quote.couponClawback.amount > 0 ? t('customer:sum.coupon') : t('customer:sum.coupon-back'),
            value: money(-quote.couponClawback.amount, facts),
          },
        ]
      : []),
    ...(quote.notPayable > 0 ? [{ label: t('customer:sum.not-payable'), value: money(-quote.notPayable, facts) }] : []),
    ...(quote.rounding !== 0 ? [{ label: t('mail:rows.rounding'), value: money(quote.rounding, facts) }] : []),
    { label: t('mail:rows.total'), value: money(quote.total, facts), strong: true },
    ...creditRows(facts, t),
  ];
}

/** With store credit: the bonus, and all that is credited. */
function creditRows(facts: MailFacts, t: Translate): NonNullable<MailContent['rows']> {
  const { resolution, total, creditBonus } = facts.view.quote;
  if (resolution !== 'store-credit') return [];
  const bonus = { label: t('customer:sum.bonus'), value: money(creditBonus, facts) };
  const credit = { label: t('customer:sum.credit'), value: money(total + creditBonus, facts), strong: true };
  return creditBonus > 0 ? [bonus, credit] : [credit];
}

function money(amount: number, { view, locale }: MailFacts): string {
  return formatMoney({ amount, currency: view.currency }, locale);
}
