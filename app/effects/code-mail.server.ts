import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { loadAccessRequest } from '#db/access-requests.ts';
import { loadOrder } from '#db/orders.ts';
import { loadShop } from '#db/shop.ts';
import { done, type Handler } from './effect-deps.ts';
import { sendMail } from './send-mail.server.ts';

/** Mails a one-time code to the address on the order. A request that fits no order has none, and nothing is sent; nor is a code that no longer counts. */
export const codeMail: Handler<'code-mail'> = async (deps, effect, run) => {
  const request = await loadAccessRequest(deps.db, effect.accessRequestId);
  if (!request?.orderId || request.usedAt) return done;
  if (Temporal.Instant.compare(deps.clock(), request.expiresAt) >= 0) return done;
  const order = await loadOrder(deps.db, request.orderId);
  const shop = await loadShop(deps.db);
  const code = deps.unseal(effect.sealedCode);
  if (!order?.email || !shop) return done;
  if (code === null) return { kind: 'park', why: 'code.unreadable' };
  const locale = isLocale(effect.locale) ? effect.locale : defaultLocale;
  const t = translatorFor(locale);
  const minutes = Math.round(request.expiresAt.since(request.createdAt).total('minutes'));
  const content = {
    subject: t('mail:code.subject', { shop: shop.name }),
    preview: t('mail:code.preview', { minutes }),
    heading: t('mail:code.heading'),
    paragraphs: [t('mail:code.text', { order: order.number, minutes }), t('mail:code.not-you')],
    code: `${code.slice(0, 4)} ${code.slice(4)}`,
    closing: [t('mail:closing.questions', { email: shop.supportEmail })],
  };
  const written = await writeMail(content, locale, shop.name);
  return sendMail(deps, run, { ...written, kind: 'code', to: order.email, locale, returnId: null, keep: false });
};
