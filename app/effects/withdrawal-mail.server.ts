import { formatExactInstant } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { isLanguage, type Language } from '#app/i18n/languages.ts';
import { defaultLocale } from '#app/i18n/locales.ts';
import { statedRows } from '#app/i18n/withdrawal-statement.ts';
import type { MailContent } from '#app/mail/content.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { hashReceiptToken } from '#app/security/receipt-address.server.ts';
import { earlierStatement, viewStatement } from '#app/services/view-withdrawal.server.ts';
import { loadShop, type Shop } from '#db/shop.ts';
import { loadWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { EffectDeps, Handler } from './effect-deps.ts';
import { sendMail } from './send-mail.server.ts';
import { answerParagraphs } from './withdrawal-answer.server.ts';

/** Acknowledges a statement of withdrawal at the address that it names, or answers it, in the language in which it was made. */
export const withdrawalMail: Handler<'withdrawal-mail'> = async (deps, effect, run) => {
  const row = await loadWithdrawal(deps.db, effect.withdrawalId);
  const shop = await loadShop(deps.db);
  if (!row || !shop) return { kind: 'park', why: 'withdrawal.not-found' };
  const language = isLanguage(row.locale) ? row.locale : defaultLocale;
  const content =
    effect.mail === 'received' ? await received(deps, row, shop, language) : answered(row, shop, language);
  const written = await writeMail(content, language, shop.name);
  const kind = `withdrawal-${effect.mail}`;
  return sendMail(deps, run, { ...written, kind, to: row.email, locale: language, returnId: row.returnId, keep: true });
};

/** The content of the statement, with the date and the time of its submission: Directive 2011/83/EU art. 11a(4). */
async function received(deps: EffectDeps, row: WithdrawalRow, shop: Shop, language: Language): Promise<MailContent> {
  const t = translatorFor(language);
  const code = formatRmaCode(row.caseCode);
  const earlier = await earlierStatement(deps.db, row);
  const link = receiptLink(deps, row);
  return {
    subject: t('withdrawal:mail.subject', { code }),
    preview: t('withdrawal:receipt.lead'),
    heading: t('withdrawal:receipt.title'),
    paragraphs: [
      t('withdrawal:receipt.lead'),
      ...(earlier ? [repeatSentence(earlier, language)] : []),
      t('withdrawal:statement'),
    ],
    facts: [
      ...statedRows(viewStatement(row), t),
      { label: t('withdrawal:row.at'), lines: [momentOf(row, language)] },
      { label: t('withdrawal:row.code'), lines: [code] },
    ],
    ...(link ? { action: { label: t('withdrawal:mail.open'), url: link } } : {}),
    closing: [t('withdrawal:receipt.next'), t('withdrawal:mail.questions', { email: shop.supportEmail, code })],
  };
}

function answered(row: WithdrawalRow, shop: Shop, language: Language): MailContent {
  const t = translatorFor(language);
  const code = formatRmaCode(row.caseCode);
  return {
    subject: t('withdrawal:answer.subject', { code }),
    preview: t('withdrawal:answer.title'),
    heading: t('withdrawal:answer.title'),
    paragraphs: [
      t('withdrawal:answer.intro', { at: momentOf(row, language), contract: row.contract }),
      ...answerParagraphs(row, language),
      t('withdrawal:answer.object', { email: shop.supportEmail }),
    ],
    closing: [t('withdrawal:mail.questions', { email: shop.supportEmail, code })],
  };
}

const momentOf = (row: WithdrawalRow, language: Language): string =>
  formatExactInstant(row.submittedAt.toString(), row.timeZone, language);

function repeatSentence(
  earlier: NonNullable<Awaited<ReturnType<typeof earlierStatement>>>,
  language: Language,
): string {
  const at = formatExactInstant(earlier.submittedAt, earlier.timeZone, language);
  return translatorFor(language)('withdrawal:receipt.repeat', { at, code: formatRmaCode(earlier.caseCode) });
}

/** None when the program's secret was changed since: its address would lead nowhere. */
function receiptLink({ receiptToken, appUrl }: EffectDeps, row: WithdrawalRow): string | null {
  const token = receiptToken(row.submissionKey);
  return hashReceiptToken(token) === row.accessHash ? `${appUrl}/withdraw/receipt/${token}` : null;
}
