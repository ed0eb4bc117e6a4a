import { type AuditFilter, type AuditRow, listAudit, verifyAudit } from '#db/audit.ts';
import type { Database, Reader } from '#db/open.ts';
import { findReturnByRma } from '#db/returns.ts';
import { listStaff } from '#db/staff.ts';
import { shopZone } from './shop-zone.server.ts';

/** One act as it was kept. */
export type Act = AuditRow;

export interface AuditQuestion {
  /** `staff:<id>`, or empty for anybody. */
  readonly person: string;
  /** Nine symbols, or empty for any return. */
  readonly rmaCode: string;
  /** Local days of the shop, both within. */
  readonly since: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  /** Only what is older than this one. */
  readonly before: number | null;
}

export interface AuditView {
  readonly rows: readonly Act[];
  /** Where the next page begins; null: there is none. */
  readonly next: number | null;
  readonly people: readonly { id: string; name: string }[];
  readonly timeZone: string;
}

const PAGE = 50;

/** A page of what was done, the newest first. A return that is not there has no acts. */
export async function viewAudit(db: Reader, asked: AuditQuestion): Promise<AuditView> {
  const [people, timeZone, filter] = await Promise.all([listStaff(db), shopZone(db), filterOf(db, asked)]);
  const rows = filter ? await listAudit(db, filter, PAGE + 1) : [];
  return {
    rows: rows.slice(0, PAGE),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.seq ?? null) : null,
    people: people.map(({ id, name }) => ({ id: `staff:${id}`, name })),
    timeZone,
  };
}

async function filterOf(db: Reader, asked: AuditQuestion): Promise<AuditFilter | null> {
  const zone = await shopZone(db);
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  const found = asked.rmaCode === '' ? null : await findReturnByRma(db, asked.rmaCode);
  if (asked.rmaCode !== '' && !found) return null;
  return {
    ...(asked.person === '' ? {} : { actor: asked.person }),
    ...(found ? { returnId: found.id } : {}),
    ...(asked.since ? { since: start(asked.since) } : {}),
    ...(asked.until ? { until: start(asked.until.add({ days: 1 })) } : {}),
    ...(asked.before === null ? {} : { before: asked.before }),
  };
}

/** One act with all that was kept of it; null when there is none. */
export async function viewAct(db: Reader, seq: number): Promise<Act | null> {
  const [row] = await listAudit(db, { before: seq + 1 }, 1);
  return row?.seq === seq ? row : null;
}

/** Whether the chain holds from its first act to its last. Reads all of it. */
export const checkAudit = (db: Database) => verifyAudit(db);
