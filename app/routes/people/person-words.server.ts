import { formatInstant } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { parseRole } from '#app/permissions.ts';
import type { Invitation, Person } from '#app/services/people/view-people.server.ts';

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
  readonly timeZone: string;
}

function roleWords(stored: string, t: Translate): string {
  const role = parseRole(stored);
  return role ? t(`terms:role.${role}`) : t('people:no-role');
}

/** A person in the reader's words. */
export function personWords(person: Person, { t, locale, timeZone }: Reader) {
  const { id, name, email, disabledAt } = person;
  const since = disabledAt && formatInstant(disabledAt.toString(), timeZone, locale);
  return {
    ...{ id, name, email, role: roleWords(person.role, t) },
    factor: t(person.twoFactorEnabled ? 'people:factor.on' : 'people:factor.off'),
    state: since ? t('people:state.off', { since }) : t('people:state.on'),
  };
}

/** An open invitation in the reader's words. */
export function invitationWords(invitation: Invitation, { t, locale, timeZone }: Reader) {
  const { id, name, email, role, expiresAt } = invitation;
  return {
    ...{ id, name: name ?? '', email: email ?? '', role: roleWords(role, t) },
    until: formatInstant(expiresAt.toString(), timeZone, locale),
  };
}
