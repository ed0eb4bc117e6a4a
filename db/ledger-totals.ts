import { and, gte, inArray, lt, sql, sum } from 'drizzle-orm';
import { z } from 'zod';
import type { AccountName } from '#machines/ledger/accounts.ts';
import type { TransferKind } from '#machines/ledger/index.ts';
import type { Reader, Tx } from './database.ts';
import { first } from './row.ts';

const totalSchema = z.coerce.number().int();

const NAMES = [
  ...(['payment', 'sales', 'owed', 'transit', 'credit', 'redeemed', 'breakage', 'bank', 'fees'] as const),
  ...(['bonus', 'goodwill', 'dispute', 'outside'] as const),
] as const satisfies readonly AccountName[];
/** Accounts that have no name yet in the list above are summed together, so that all of it still comes to zero. */
const TOTAL_NAMES = [...NAMES, 'other'] as const;
export type TotalName = (typeof TOTAL_NAMES)[number];

/** What all accounts of one name hold together, in minor units: credited less debited. */
export interface NameTotal {
  readonly currency: string;
  readonly name: TotalName;
  readonly total: number;
}

interface Span {
  readonly since: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
}

/** The name in front of an account's subject, in SQL that both engines have. */
function nameOf(column: Reader['tables']['ledger']['debit'] | Reader['tables']['ledger']['credit']) {
  const whens = NAMES.map((name) => sql`when ${column} like ${sql.raw(`'${name}:%'`)} then ${sql.raw(`'${name}'`)}`);
  return sql<string>`case ${sql.join(whens, sql` `)} else 'other' end`;
}

const nameSchema = z.enum(TOTAL_NAMES);

/** Sums what was written in a span, by currency and name of account. */
async function sumByName(db: Reader, span: Span): Promise<NameTotal[]> {
  const { ledger } = db.tables;
  const inSpan = and(
    span.since ? gte(ledger.at, span.since) : undefined,
    span.until ? lt(ledger.at, span.until) : undefined,
  );
  const side = async (column: typeof ledger.debit | typeof ledger.credit, sign: number) => {
    const name = nameOf(column);
    const { currency } = ledger;
    const rows = await db
      .select({ currency, name, total: sum(ledger.amount) })
      .from(ledger)
      .where(inSpan)
      .groupBy(currency, name);
    return rows.map((row) => ({
      ...row,
      name: nameSchema.parse(row.name),
      total: sign * totalSchema.parse(row.total),
    }));
  };
  return together([...(await side(ledger.debit, -1)), ...(await side(ledger.credit, 1))]);
}

function together(totals: readonly NameTotal[]): NameTotal[] {
  const sums = new Map<string, NameTotal>();
  for (const { currency, name, total } of totals) {
    const key = `${currency} ${name}`;
    sums.set(key, { currency, name, total: (sums.get(key)?.total ?? 0) + total });
  }
  return [...sums.values()];
}

/** Under this name a sum of all that is older than an instant is kept, so that a page need not add up the ledger from its beginning. */
const KEPT = 'ledger-totals';
const keptSchema = z.array(z.strictObject({ currency: z.string(), name: nameSchema, total: z.int() }));

async function loadKept(db: Reader): Promise<{ at: Temporal.Instant; totals: NameTotal[] } | null> {
  const { providerCursors } = db.tables;
  const row = first(
    await db
      .select()
      .from(providerCursors)
      .where(inArray(providerCursors.name, [KEPT])),
  );
  if (row === null || row.value === null) return null;
  return { at: row.at, totals: keptSchema.parse(JSON.parse(row.value)) };
}

/** What the accounts of each name hold in each currency: what was kept, and what was written since. */
export async function ledgerTotals(db: Reader): Promise<NameTotal[]> {
  const kept = await loadKept(db);
  const since = await sumByName(db, { since: kept?.at ?? null, until: null });
  return together([...(kept?.totals ?? []), ...since]);
}

/**
 * Keeps the sum of all that was written before `until`. That must lie far enough back that no transaction is open any more which might still
 * write below it. A sum that was kept for a later instant stays.
 */
export async function keepLedgerTotals(tx: Tx, until: Temporal.Instant): Promise<void> {
  const kept = await loadKept(tx);
  if (kept !== null && Temporal.Instant.compare(kept.at, until) >= 0) return;
  const totals = together([...(kept?.totals ?? []), ...(await sumByName(tx, { since: kept?.at ?? null, until }))]);
  const { providerCursors } = tx.tables;
  const value = JSON.stringify(totals);
  await tx
    .insert(providerCursors)
    .values({ name: KEPT, value, at: until })
    .onConflictDoUpdate({ target: providerCursors.name, set: { value, at: until } });
}

/** What moved in a span, by currency and kind, in minor units. */
export interface KindTotal {
  readonly currency: string;
  readonly kind: string;
  readonly total: number;
}

/** Sums what these kinds moved since an instant, by currency. */
export async function sumKindsSince(
  db: Reader,
  kinds: readonly TransferKind[],
  since: Temporal.Instant,
): Promise<KindTotal[]> {
  const { ledger } = db.tables;
  const { currency, kind } = ledger;
  const rows = await db
    .select({ currency, kind, total: sum(ledger.amount) })
    .from(ledger)
    .where(and(gte(ledger.at, since), inArray(kind, [...kinds])))
    .groupBy(currency, kind);
  return rows.map((row) => ({ ...row, total: totalSchema.parse(row.total) }));
}
