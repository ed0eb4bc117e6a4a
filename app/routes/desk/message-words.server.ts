import type { CaseEntry } from '#app/components/staff/case-entries.tsx';
import { formatInstant } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Conversation } from '#app/services/casework/view-conversation.server.ts';

/** What customer and desk wrote, as colleagues read it. */
export function messageEntries(
  { messages }: Conversation,
  timeZone: string,
  { t, locale }: { readonly t: Translate; readonly locale: Locale },
): CaseEntry[] {
  const whoOf = {
    customer: () => t('casework:message.from-customer'),
    desk: (name: string) => name,
    rule: (name: string) => t('automation:message.from', { name }),
  };
  return messages.map(({ id, from, name, at, text, asks }) => ({
    ...{ id, text, dateTime: at, when: formatInstant(at, timeZone, locale) },
    who: whoOf[from](name),
    tag: asks ? t('casework:message.asks') : null,
  }));
}
