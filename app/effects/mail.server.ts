import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import type { MailContent } from '#app/mail/content.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { viewReturn } from '#app/services/view-return.server.ts';
import { loadReturn } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import { creditMailContent, creditOfMail, isCreditMail } from './credit-mail-content.server.ts';
import { done, type EffectDeps, type EffectOf, type Handler } from './effect-deps.ts';
import { type MailFacts, returnMailContent } from './return-mail-content.server.ts';
import { sendMail } from './send-mail.server.ts';

/** Tells the customer what has happened to their return, in the language in which they asked for it. */
export const mail: Handler<'mail'> = async (deps, effect, run) => {
  const row = await loadReturn(deps.db, effect.returnId);
  const shop = await loadShop(deps.db);
  const view = row && (await viewReturn(deps, { orderId: row.orderId, rmaCode: row.rmaCode }));
  if (!row || !view || !shop) return { kind: 'park', why: 'return.not-found' };
  const locale = isLocale(row.locale) ? row.locale : defaultLocale;
  const facts = { view, locale, appUrl: deps.appUrl, shop };
  // What became store credit was told with the credit, and a bank transfer with its number.
  if (effect.mail === 'refund-sent' && !view.payouts.some(({ way, state }) => way === 'payment' && state === 'settled'))
    return done;
  const content = await contentOf(deps, effect, facts);
  if (content === null) return { kind: 'park', why: 'credit.not-found' };
  const written = await writeMail(content, locale, shop.name);
  return sendMail(deps, run, { ...written, kind: effect.mail, to: row.email, locale, returnId: row.id, keep: true });
};

async function contentOf(
  deps: EffectDeps,
  { mail: kind, returnId }: EffectOf<'mail'>,
  facts: MailFacts,
): Promise<MailContent | null> {
  if (!isCreditMail(kind)) return returnMailContent(kind, facts);
  const credit = await creditOfMail(deps, returnId);
  return credit && creditMailContent(kind, credit, facts);
}
