import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { balancesOf, listTransfers, owedByReturn, pageOfTransfers, post, postOnce } from '#db/ledger.ts';
import { account, type Transfer, transfersOf } from '#machines/ledger/index.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';

const START = Temporal.Instant.from('2026-03-01T10:00:00Z');

/** Ids in order, and one moment for each writing. */
function writing() {
  let made = 0;
  return (minutes = 0) => ({
    at: START.add({ minutes }),
    nextId: () => {
      made += 1;
      return `l${String(made).padStart(4, '0')}`;
    },
  });
}

const owed = (returnId: string, amount: number, key = `decided:${returnId}`): Transfer[] =>
  transfersOf({ key, currency: 'EUR', orderId: 'o1', returnId }, [
    { kind: 'owed', debit: account.sales('o1'), credit: account.owed(returnId), amount },
  ]);

const sent = (returnId: string, amount: number): Transfer[] =>
  transfersOf({ key: `payout:${returnId}:2`, currency: 'EUR', orderId: 'o1', returnId, paymentId: 'p1' }, [
    { kind: 'sent', debit: account.owed(returnId), credit: account.transit('p1'), amount },
  ]);

testOnEachEngine('what a subject has is what its transfers leave, and all of it is zero', async (db) => {
  const at = writing();
  await db.transaction((tx) => post(tx, [...owed('r1', 4100), ...owed('r2', 900)], at()));
  await db.transaction((tx) => post(tx, sent('r1', 4100), at(1)));
  const ofOrder = await balancesOf(db, { orderId: 'o1' });
  expect(Object.fromEntries(ofOrder)).toEqual({ 'sales:o1': -5000, 'owed:r1': 0, 'owed:r2': 900, 'transit:p1': 4100 });
  expect([...ofOrder.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
  expect(Object.fromEntries(await balancesOf(db, { paymentId: 'p1' }))).toEqual({
    'owed:r1': -4100,
    'transit:p1': 4100,
  });
  expect(await balancesOf(db, { returnId: 'unknown' })).toEqual(new Map());
  expect(await owedByReturn(db, ['r1', 'r2', 'r3'])).toEqual(
    new Map([
      ['r1', 0],
      ['r2', 900],
    ]),
  );
  expect((await listTransfers(db, { returnId: 'r1' })).map((row) => row.kind)).toEqual(['owed', 'sent']);
});

testOnEachEngine(
  'one cause is written once: a second time is refused, or changes nothing where that is asked for',
  async (db) => {
    const at = writing();
    await db.transaction((tx) => post(tx, owed('r1', 4100), at()));
    await expect(db.transaction((tx) => post(tx, owed('r1', 4100), at()))).rejects.toMatchObject({ kind: 'conflict' });
    await db.transaction((tx) => postOnce(tx, owed('r1', 9999), at()));
    expect((await balancesOf(db, { returnId: 'r1' })).get('owed:r1')).toBe(4100);
  },
);

testOnEachEngine('no row is ever changed, taken away or unsound, whoever asks', async (db) => {
  const at = writing();
  await db.transaction((tx) => post(tx, owed('r1', 4100), at()));
  const { ledger } = db.tables;
  await expect(db.transaction((tx) => tx.update(ledger).set({ amount: 1 }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.delete(ledger))).rejects.toThrow();
  const [row] = await listTransfers(db, { returnId: 'r1' });
  if (!row) throw new Error('the row is there');
  const wrong = { ...row, id: 'x', key: 'other' };
  await expect(db.transaction((tx) => tx.insert(ledger).values({ ...wrong, amount: 0 }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.insert(ledger).values({ ...wrong, credit: row.debit }))).rejects.toThrow();
  expect(await listTransfers(db, { returnId: 'r1' })).toEqual([row]);
  expect(await db.$count(ledger, sql`amount = 4100`)).toBe(1);
});

testOnEachEngine('a span is read page by page, each row once and in order, equal moments too', async (db) => {
  const at = writing();
  for (const minutes of [0, 0, 0, 1, 2, 2, 3]) {
    const key = `k${minutes}-${await db.$count(db.tables.ledger)}`;
    await db.transaction((tx) => post(tx, owed('r1', 1, key), at(minutes)));
  }
  const span = { since: START, until: START.add({ minutes: 3 }) };
  const read: string[] = [];
  let after: { at: Temporal.Instant; id: string } | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof pageOfTransfers>> = await pageOfTransfers(db, span, after, 2);
    read.push(...page.map((row) => row.id));
    const last = page.at(-1);
    if (!last) break;
    after = last;
  }
  expect(read).toEqual(['l0001', 'l0002', 'l0003', 'l0004', 'l0005', 'l0006']);
});
