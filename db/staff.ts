import { asc, eq } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { first, type Row } from './row.ts';

/** A person who works here. Passwords and sessions are the sign-in library's and are read by nobody else. */
export type StaffMember = Pick<Row<'user'>, 'id' | 'name' | 'email' | 'role'>;

export async function listStaff(db: Reader): Promise<StaffMember[]> {
  const { user } = db.tables;
  const { id, name, email, role } = user;
  return db.select({ id, name, email, role }).from(user).orderBy(asc(user.name), asc(user.id));
}

export async function loadStaffMember(db: Reader, id: string): Promise<StaffMember | null> {
  const { user } = db.tables;
  const { name, email, role } = user;
  return first(await db.select({ id: user.id, name, email, role }).from(user).where(eq(user.id, id)));
}

export async function countStaff(db: Reader): Promise<number> {
  return db.$count(db.tables.user);
}
