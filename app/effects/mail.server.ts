import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { viewReturn } from '#app/services/view-return.server.ts';
import { loadReturn } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import type { Handler } from './effect-deps.ts';
import { returnMailContent } from './return-mail-content.server.ts';
import { sendMail } from './send-mail.server.ts';

/** Tells the customer what has happened to their return, in the language in which they asked for it. */
export const mail: Handler<'mail'> = async (deps, effect, run) => {
  const row = await loadReturn(deps.db, effect.returnId);
  const shop = await loadShop(deps.db);
  const view = row && (await viewReturn(deps, { orderId: row.orderId, rmaCode: row.rmaCode }));
  if (!row || !view || !shop) return { kind: 'park', why: 'return.not-found' };
  const locale = isLocale(row.locale) ? row.locale : defaultLocale;
  const content = returnMailContent(effect.mail, { view, locale, appUrl: deps.appUrl, shop });
  const written = await writeMail(content, locale, shop.name);
  return sendMail(deps, run, { ...written, kind: effect.mail, to: row.email, locale, returnId: row.id, keep: true });
};
