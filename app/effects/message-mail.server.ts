import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { loadOrder } from '#db/orders.ts';
import { loadReturnMessage } from '#db/return-messages.ts';
import { loadReturn } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { done, type Handler } from './effect-deps.ts';
import { sendMail } from './send-mail.server.ts';

/** Brings a message of the desk to the customer, in the language of their return: the same words as on their page. */
export const messageMail: Handler<'message-mail'> = async (deps, { messageId }, run) => {
  const message = await loadReturnMessage(deps.db, messageId);
  const row = message && (await loadReturn(deps.db, message.returnId));
  const [shop, order] = await Promise.all([loadShop(deps.db), row ? loadOrder(deps.db, row.orderId) : null]);
  if (!message || !row || !order || !shop) return { kind: 'park', why: 'message.not-found' };
  // Written by the desk: the customer needs no mail of their own words.
  if (message.author === 'customer') return done;
  const locale = isLocale(message.locale) ? message.locale : defaultLocale;
  const t = translatorFor(locale);
  const code = formatRmaCode(row.rmaCode);
  const names = { code, order: order.number, shop: shop.name };
  const kind = message.asks ? 'ask' : 'write';
  const content = {
    subject: t(`casework:mail.${kind}.subject`, names),
    preview: t(`casework:mail.${kind}.preview`, names),
    heading: t(`casework:mail.${kind}.heading`, names),
    paragraphs: message.text.split(/\n+/),
    ownWords: true as const,
    action: { label: t(`casework:mail.${kind}.action`, names), url: `${deps.appUrl}/r/${code}/messages` },
    closing: [t('mail:closing.questions', { email: shop.supportEmail }), t('mail:closing.reference', names)],
  };
  const written = await writeMail(content, locale, shop.name);
  return sendMail(deps, run, {
    ...{ ...written, kind: message.asks ? 'message-asks' : 'message', to: row.email, locale },
    ...{ returnId: row.id, keep: true },
  });
};
