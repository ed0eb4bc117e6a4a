import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { WithdrawalState } from '#machines/withdrawal/index.ts';
import { countRows } from './capped.ts';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** A statement of withdrawal. `scope`, `right` and `context` are untrusted until their schema, or the kernel, has read them. */
export type WithdrawalRow = Row<'withdrawals'>;

/** Throws `conflict` when the submission, the code or the address of the receipt is there already. */
export async function insertWithdrawal(tx: Tx, row: NewRow<'withdrawals'>): Promise<void> {
  await tx.insert(tx.tables.withdrawals).values(row);
}

export async function loadWithdrawal(db: Reader, id: string): Promise<WithdrawalRow | null> {
  const { withdrawals } = db.tables;
  return first(await db.select().from(withdrawals).where(eq(withdrawals.id, id)));
}

/** What was stored when the button was pressed before. */
export async function findWithdrawalBySubmission(db: Reader, submissionKey: string): Promise<WithdrawalRow | null> {
  const { withdrawals } = db.tables;
  return first(await db.select().from(withdrawals).where(eq(withdrawals.submissionKey, submissionKey)));
}

/** For whoever knows the secret of the receipt's address, by its hash. */
export async function findWithdrawalByAccess(db: Reader, accessHash: string): Promise<WithdrawalRow | null> {
  const { withdrawals } = db.tables;
  return first(await db.select().from(withdrawals).where(eq(withdrawals.accessHash, accessHash)));
}

/** Most statements that are looked at for an earlier one: the latest. */
const SIBLINGS = 200;

/** Statements for the same contract from the same address, the latest first. */
export async function listStatementsFor(
  db: Reader,
  { numberKey, emailKey }: { numberKey: string | null; emailKey: string },
): Promise<WithdrawalRow[]> {
  const { withdrawals } = db.tables;
  if (numberKey === null) return [];
  return db
    .select()
    .from(withdrawals)
    .where(and(eq(withdrawals.numberKey, numberKey), eq(withdrawals.emailKey, emailKey)))
    .orderBy(desc(withdrawals.submittedAt), desc(withdrawals.id))
    .limit(SIBLINGS);
}

/** What is found out about a statement; what was stated never changes. Called in the transaction of a step, which has taken the row. */
export type WithdrawalFindings = Partial<Pick<WithdrawalRow, 'orderId' | 'returnId' | 'late' | 'right' | 'repeatOf'>>;

export async function updateWithdrawal(tx: Tx, id: string, findings: WithdrawalFindings): Promise<void> {
  const { withdrawals } = tx.tables;
  await tx.update(withdrawals).set(findings).where(eq(withdrawals.id, id));
}

/** Where a page of the desk's list ends and the next one begins. */
export type WithdrawalPlace = { submittedAt: Temporal.Instant; id: string };

/**
 * A page of the statements in some states, the oldest first, or last with `newestFirst`: legal days count from the submission, so the oldest
 * is due first.
 */
export async function listWithdrawals(
  db: Reader,
  page: {
    states: readonly WithdrawalState[];
    after?: WithdrawalPlace | undefined;
    newestFirst?: boolean | undefined;
    limit: number;
  },
): Promise<WithdrawalRow[]> {
  const { withdrawals } = db.tables;
  const { submittedAt, id } = withdrawals;
  const beyond = page.newestFirst ? sql`<` : sql`>`;
  const after = page.after && [
    sql`(${submittedAt}, ${id}) ${beyond} (${sql.param(page.after.submittedAt, submittedAt)}, ${page.after.id})`,
  ];
  const direction = page.newestFirst ? desc : asc;
  return db
    .select()
    .from(withdrawals)
    .where(and(inArray(withdrawals.state, [...page.states]), ...(after ?? [])))
    .orderBy(direction(submittedAt), direction(id))
    .limit(page.limit);
}

/** How many statements are in some states, counted up to `most`; one more than that means that there are further ones. */
export async function countWithdrawals(db: Reader, states: readonly WithdrawalState[], most: number): Promise<number> {
  const { withdrawals } = db.tables;
  const rows = db
    .select({ id: withdrawals.id })
    .from(withdrawals)
    .where(inArray(withdrawals.state, [...states]));
  return countRows(db, rows, most + 1);
}

/** Whether the acknowledgement waits for a later hour from its beginning; one that is tried again after a failure does not count. */
export async function isAcknowledgementPutOff(db: Reader, withdrawalId: string): Promise<boolean> {
  const { effects } = db.tables;
  const rows = await db
    .select({ createdAt: effects.createdAt, runAfter: effects.runAfter })
    .from(effects)
    .where(
      and(
        eq(effects.returnId, withdrawalId),
        eq(effects.kind, 'withdrawal-mail'),
        eq(effects.status, 'ready'),
        eq(effects.attempts, 0),
      ),
    );
  return rows.some(({ createdAt, runAfter }) => Temporal.Instant.compare(runAfter, createdAt) > 0);
}

/** An order that statements were matched with, as far as a list tells of it. */
export type MatchedOrder = {
  number: string;
  country: string;
  subdivision: string | null;
  /** Whether a parcel of it has left, as far as the shop has told. */
  dispatched: boolean;
};

/** The orders by id; ids that there are not are left out. */
export async function listMatchedOrders(db: Reader, orderIds: readonly string[]): Promise<Map<string, MatchedOrder>> {
  const { orders, shipments } = db.tables;
  if (orderIds.length === 0) return new Map();
  const ids = [...new Set(orderIds)];
  const { id, number, country, subdivision } = orders;
  const rows = await db.select({ id, number, country, subdivision }).from(orders).where(inArray(id, ids));
  const sent = await db
    .selectDistinct({ orderId: shipments.orderId })
    .from(shipments)
    .where(
      and(inArray(shipments.orderId, ids), or(isNotNull(shipments.dispatchedAt), isNotNull(shipments.deliveredAt))),
    );
  const dispatched = new Set(sent.map((shipment) => shipment.orderId));
  return new Map(rows.map(({ id: own, ...order }) => [own, { ...order, dispatched: dispatched.has(own) }]));
}
