import type { Staff } from '#app/auth/staff.server.ts';
import type { Deps } from '#app/context.server.ts';
import type { Translate } from '#app/i18n/types.ts';
import { may } from '#app/permissions.ts';
import { unreadNotices } from '#app/services/casework/staff-notices.server.ts';

/** What the header of a staff page says of what is for the person; null for those who have nothing to do with returns. */
export async function mentionsOf(deps: Pick<Deps, 'db'>, staff: Staff | null, t: Translate) {
  if (!staff || !may(staff.role, 'desk.read')) return null;
  return { label: t('casework:frame.mentions'), unread: await unreadNotices(deps.db, staff.id) };
}
