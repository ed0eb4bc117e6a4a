import { formatInstant } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { MailContent } from '#app/mail/content.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { type Invitation, loadInvitation } from '#db/invitations.ts';
import { loadShop } from '#db/shop.ts';
import { done, type Handler } from './effect-deps.ts';
import { sendMail } from './send-mail.server.ts';

/** Mails the link of an invitation, or that to set a password anew. One that was used, taken back or is over is not sent any more. */
export const invitationMail: Handler<'invitation-mail'> = async (deps, effect, run) => {
  const invitation = await loadInvitation(deps.db, effect.invitationId);
  if (!invitation?.email || invitation.usedAt || invitation.withdrawnAt) return done;
  if (Temporal.Instant.compare(deps.clock(), invitation.expiresAt) >= 0) return done;
  const token = deps.unseal(effect.sealedToken);
  const shop = await loadShop(deps.db);
  if (!shop) return done;
  if (token === null) return { kind: 'park', why: 'invitation.unreadable' };
  const locale = isLocale(invitation.locale) ? invitation.locale : defaultLocale;
  const t = translatorFor(locale);
  const until = formatInstant(invitation.expiresAt.toString(), await shopZone(deps.db), locale);
  const reset = invitation.kind === 'reset';
  const content = (reset ? resetContent : invitationContent)(invitation, {
    t,
    until,
    shop: shop.name,
    token,
    appUrl: deps.appUrl,
  });
  const written = await writeMail(content, locale, shop.name);
  const { email: to } = invitation;
  return sendMail(deps, run, {
    ...written,
    kind: reset ? 'reset' : 'invitation',
    to,
    locale,
    returnId: null,
    keep: false,
  });
};

interface Facts {
  readonly t: Translate;
  readonly until: string;
  readonly shop: string;
  readonly token: string;
  readonly appUrl: string;
}

function invitationContent({ name }: Invitation, { t, until, shop, token, appUrl }: Facts): MailContent {
  return {
    subject: t('people:mail.subject', { shop }),
    preview: t('people:mail.preview', { until }),
    heading: t('people:mail.heading'),
    paragraphs: [t('people:mail.text', { name: name ?? '', shop }), t('people:mail.until', { until })],
    action: { label: t('people:mail.button'), url: `${appUrl}/staff/invited/${token}` },
    closing: [t('people:mail.not-you')],
  };
}

function resetContent({ name }: Invitation, { t, until, shop, token, appUrl }: Facts): MailContent {
  return {
    subject: t('access:mail.subject', { shop }),
    preview: t('people:mail.preview', { until }),
    heading: t('access:mail.heading'),
    paragraphs: [t('access:mail.text', { name: name ?? '' }), t('people:mail.until', { until })],
    action: { label: t('access:mail.button'), url: `${appUrl}/staff/reset/${token}` },
    closing: [t('access:mail.not-you')],
  };
}
