import type { Due } from '#app/components/staff/due-badge.tsx';
import { formatDay } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { LegalDue } from '#app/services/legal-due.server.ts';

/** From this many days before the last one a duty is called soon. */
const SOON_DAYS = 3;

/** A legal duty in words, with how much it presses. */
export function dueWords(due: LegalDue, { t, locale }: { t: Translate; locale: Locale }): Due {
  if (due.kind === 'none') return { urgency: 'none', text: t('staff:due.none'), detail: null };
  const detail = t('staff:due.by', { day: formatDay(due.lastDay, locale) });
  const count = due.days;
  if (due.kind === 'overdue') return { urgency: 'overdue', text: t('staff:due.overdue', { count }), detail };
  if (count === 0) return { urgency: 'soon', text: t('staff:due.today'), detail };
  return { urgency: count <= SOON_DAYS ? 'soon' : 'later', text: t('staff:due.days', { count }), detail };
}
