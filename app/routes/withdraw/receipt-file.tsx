import { allow, fail } from '#app/http.server.ts';
import { formatExactInstant } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { isLanguage, languageFacts } from '#app/i18n/languages.ts';
import { defaultLocale } from '#app/i18n/locales.ts';
import { statedRows } from '#app/i18n/withdrawal-statement.ts';
import { type Receipt, receiptPdf } from '#app/pdf/receipt.server.ts';
import { hashReceiptToken } from '#app/security/receipt-address.server.ts';
import { type ReceiptView, viewReceipt } from '#app/services/view-withdrawal.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** The acknowledgement as a file, in the language of the statement: what its page says, to keep. */
export const loader = allow('public', async ({ deps, params }) => {
  const view = await viewReceipt(deps, { accessHash: hashReceiptToken(params.token ?? '') });
  if (!view) return fail(404, 'not-found');
  const pdf = await receiptPdf(receiptOf(view));
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${formatRmaCode(view.caseCode)}.pdf"`,
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
    },
  });
});

function receiptOf(view: ReceiptView): Receipt {
  const language = isLanguage(view.language) ? view.language : defaultLocale;
  const t = translatorFor(language);
  const { format, direction } = languageFacts[language];
  const code = formatRmaCode(view.caseCode);
  const at = formatExactInstant(view.submittedAt, view.timeZone, language);
  return {
    ...{ language: format.split('-u-')[0] ?? language, direction, shop: view.shop, subject: code },
    title: t('withdrawal:receipt.title'),
    lead: t('withdrawal:receipt.lead'),
    statement: t('withdrawal:statement'),
    rows: [
      ...statedRows(view, t),
      { label: t('withdrawal:row.at'), lines: [at] },
      { label: t('withdrawal:row.code'), lines: [code] },
    ],
    closing: [t('withdrawal:receipt.next')],
    madeAt: new Date(view.submittedAt),
  };
}
