import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import type { MailContent } from '#app/mail/content.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { type CreditView, viewCredit } from '#app/services/view-credit.server.ts';
import { listCreditsOfReturn } from '#db/credits.ts';
import type { MailKind } from '#machines/effects.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { MailFacts } from './return-mail-content.server.ts';

/** The mails about a store credit. */
export const CREDIT_MAILS = ['credit-issued', 'credit-expiring'] as const satisfies readonly MailKind[];
export type CreditMail = (typeof CREDIT_MAILS)[number];

export const isCreditMail = (kind: MailKind): kind is CreditMail => CREDIT_MAILS.some((one) => one === kind);

/** The credit that a mail about a return is about: the latest of it. */
export async function creditOfMail(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  returnId: string,
): Promise<CreditView | null> {
  const credit = (await listCreditsOfReturn(deps.db, returnId)).at(-1);
  return credit ? viewCredit(deps, credit) : null;
}

/**
 * What a mail says about a store credit. Never the code: it is money, mails are kept by those who carry them, and the page of the return shows it to
 * whoever proves to own the order.
 */
export function creditMailContent(kind: CreditMail, credit: CreditView, facts: MailFacts): MailContent {
  const { view, shop, appUrl, locale } = facts;
  const t = translatorFor(locale);
  const money = (amount: number) => formatMoney({ amount, currency: credit.currency }, locale);
  const code = formatRmaCode(view.rmaCode);
  const names = { code, order: view.orderNumber, shop: shop.name, credit: money(credit.balance) };
  const end = credit.lastDay
    ? t('credit:mail.valid-until', { day: formatDay(credit.lastDay, locale) })
    : t('credit:mail.never');
  const bonus =
    kind === 'credit-issued' && credit.bonus > 0 ? [t('credit:mail.bonus', { bonus: money(credit.bonus) })] : [];
  return {
    subject: t(`mail:${kind}.subject`, names),
    preview: t(`mail:${kind}.preview`, names),
    heading: t(`mail:${kind}.heading`, names),
    paragraphs: [t(`mail:${kind}.text`, names), ...bonus, end, t('credit:mail.where')],
    action: { label: t(`mail:${kind}.action`, names), url: `${appUrl}/r/${code}` },
    closing: [t('mail:closing.questions', { email: shop.supportEmail }), t('mail:closing.reference', names)],
  };
}
