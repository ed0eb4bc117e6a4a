import { may, parseRole, type StaffPermission } from '#app/permissions.ts';
import type { Reader } from '#db/open.ts';
import { loadPerson } from '#db/people.ts';

/**
 * Whether a person of the staff has a permission at this moment, as it stands in the database: asked in the transaction of the act, because a role
 * may have been taken away, or the account switched off, since the page was opened.
 */
export async function staffMay(db: Reader, staffId: string, permission: StaffPermission): Promise<boolean> {
  const person = await loadPerson(db, staffId);
  const role = parseRole(person?.role);
  return person?.disabledAt === null && role !== null && may(role, permission);
}

/** Whether a person may make and confirm transfers, and end debts. */
export const mayMoveMoney = (db: Reader, staffId: string): Promise<boolean> => staffMay(db, staffId, 'money.transfer');
