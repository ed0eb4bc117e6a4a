import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import * as z from 'zod';

const counted = z.array(z.object({ state: z.string(), count: z.int() }));
const payoutRows = z.array(
  z.object({ id: z.string(), state: z.string(), amount: z.int(), refundRef: z.string().nullable() }),
);
const refundRows = z.array(z.object({ id: z.string(), amount: z.int(), status: z.string() }));

/** What the program and the stand-in for Stripe have written down, each in its own file of a data folder. */
export interface Ledger {
  readonly returns: Readonly<Record<string, number>>;
  readonly effects: Readonly<Record<string, number>>;
  readonly payouts: z.output<typeof payoutRows>;
  /** What the stand-in has paid back, whatever the program believes. */
  readonly refunds: z.output<typeof refundRows>;
}

/** Reads both ledgers, beside a running program or after it. */
export function readLedger(folder: string): Ledger {
  const shop = new SqliteFile(join(folder, 'retour.sqlite'));
  const bank = new SqliteFile(join(folder, 'stripe-standin.sqlite'));
  try {
    const count = (table: string, state: string) => {
      const rows = shop.prepare(`select ${state} as state, count(*) as count from ${table} group by 1`).all();
      return Object.fromEntries(counted.parse(rows).map((row) => [row.state, row.count]));
    };
    const refunds = bank.prepare<[], { json: string }>("select json from rows where kind = 'refund'").all();
    return {
      returns: count('returns', 'state'),
      effects: count('effects', 'status'),
      payouts: payoutRows.parse(shop.prepare('select id, state, amount, refund_ref as refundRef from payouts').all()),
      refunds: refundRows.parse(refunds.map(({ json }) => JSON.parse(json))),
    };
  } finally {
    shop.close();
    bank.close();
  }
}

const counts = z.object({ count: z.int() });

/** Waits until the stand-in pays once more, a moment before the program can know of it; at most so many milliseconds. */
export async function nextRefund(folder: string, atMostMs: number): Promise<void> {
  const bank = new SqliteFile(join(folder, 'stripe-standin.sqlite'), { readonly: true });
  const paid = bank.prepare("select count(*) as count from rows where kind = 'refund'");
  try {
    const before = counts.parse(paid.get()).count;
    const giveUpAt = performance.now() + atMostMs;
    while (performance.now() < giveUpAt && counts.parse(paid.get()).count === before) await wait(2);
  } finally {
    bank.close();
  }
}
