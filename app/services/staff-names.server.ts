import type { Reader } from '#db/open.ts';
import { listStaff } from '#db/staff.ts';

/** The names of those who are stored as `staff:<id>`: that of the account now, else what was stored. */
export async function staffNames(db: Reader): Promise<(stored: string) => string> {
  const names = new Map((await listStaff(db)).map(({ id, name }) => [`staff:${id}`, name]));
  return (stored) => names.get(stored) ?? stored;
}
