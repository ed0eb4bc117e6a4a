import { deviceOf } from '#app/auth/device-of.ts';
import { formatInstant } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { StaffSession } from '#app/services/people/view-people.server.ts';

/** A session in the reader's words: browser and system, since when, last used when. */
export function deviceWords(
  session: StaffSession,
  { t, locale, timeZone }: { t: Translate; locale: Locale; timeZone: string },
) {
  const { browser, system } = deviceOf(session.userAgent);
  const when = (at: Temporal.Instant) => formatInstant(at.toString(), timeZone, locale);
  const named = browser && system ? t('people:device.both', { browser, system }) : (browser ?? system);
  return {
    id: session.id,
    device: named ?? t('people:device.unknown'),
    began: when(session.beganAt),
    seen: when(session.seenAt),
  };
}
