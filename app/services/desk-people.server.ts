import { listStaff, type StaffMember } from '#db/staff.ts';
import type { ServiceDeps } from './deps.ts';

/** Everybody who works here, by name; who of them may decide, the page asks permissions.ts. */
export const deskPeople = ({ db }: Pick<ServiceDeps, 'db'>): Promise<StaffMember[]> => listStaff(db);
