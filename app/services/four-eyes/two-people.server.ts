import { may, parseRole, type StaffPermission } from '#app/permissions.ts';
import { listLinkedAccounts } from '#db/linked-accounts.ts';
import type { Reader } from '#db/open.ts';
import { loadPerson } from '#db/people.ts';
import {
  accountsOfPerson,
  type KnownAccount,
  type OneOfTwo,
  refusedAsSecond,
  type SecondPersonCode,
} from '#machines/four-eyes/second-person.ts';

/** Somebody's part in an act of two. */
export interface Part {
  /** The account's id, or `staff:<id>` as acts name it. */
  readonly staffId: string;
  /** What their part asks for. */
  readonly permission: StaffPermission;
  /** The browser they acted in, as a hash; null: not known. */
  readonly device: string | null;
}

/**
 * Why these two may not let something go together, as the database stands in the transaction of the act; null when they may. Whoever is no person
 * of the staff, such as a key of the shop's system, has no account and may nothing.
 */
export async function refusedAsTwo(db: Reader, first: Part, second: Part): Promise<SecondPersonCode | null> {
  const accounts = await listLinkedAccounts(db);
  return refusedAsSecond(await personOf(db, first, accounts), await personOf(db, second, accounts));
}

async function personOf(
  db: Reader,
  { staffId, permission, device }: Part,
  known: readonly KnownAccount[],
): Promise<OneOfTwo> {
  const id = staffId.replace(/^staff:/, '');
  const person = await loadPerson(db, id);
  const role = parseRole(person?.role);
  return {
    ...{ id, device },
    accounts: accountsOfPerson(id, known),
    allowed: person !== null && person.disabledAt === null && role !== null && may(role, permission),
  };
}

/**
 * The same of somebody whose part was done when they might: only whether the second is somebody else. Theirs is a question of who, not of what
 * they may do by now.
 */
export async function isSamePerson(db: Reader, firstId: string, second: Part): Promise<boolean> {
  const first = { staffId: firstId, device: null, permission: second.permission };
  const refused = await refusedAsTwo(db, first, second);
  return refused === 'four-eyes.same-person' || refused === 'four-eyes.second-account';
}
