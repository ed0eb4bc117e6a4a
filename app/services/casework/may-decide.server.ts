import type { Reader } from '#db/open.ts';
import { staffMay } from '../transfer-staff.server.ts';

/** Whether a person may decide on returns at this moment, as it stands in the database. */
export const mayDecide = (db: Reader, staffId: string): Promise<boolean> => staffMay(db, staffId, 'desk.decide');
