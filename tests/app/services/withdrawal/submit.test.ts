import { expect, test } from 'vitest';
import { joinStatement } from '#app/services/join-withdrawal.server.ts';
import { submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { ACKNOWLEDGEMENT_LIMIT, STATEMENT_LIMIT } from '#app/services/withdrawal-limits.server.ts';
import { leaseEffects } from '#db/effects.ts';
import { listEventsOfSubject } from '#db/workflow-events.ts';
import { advance, start } from '#machines/kernel.ts';
import { parseRmaCode } from '#machines/rma-code.ts';
import { withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { NOW, openShop, sell } from '../customer/arrange.ts';
import { statement, stored, withdraw } from './arrange.ts';

testOnEachEngine('a statement stands at once, with the instant of the server and what was typed', async (db) => {
  const shop = await openShop(db);
  const words = '  two mugs <script>alert(1)</script>';
  const submitted = await submitWithdrawal(
    shop,
    statement({ contract: 'no such order', scope: { kind: 'words', words } }),
  );
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  expect(parseRmaCode(submitted.caseCode).ok).toBe(true);
  expect(await stored(shop, submitted.withdrawalId)).toMatchObject({
    ...{ state: 'recorded', name: 'Ada Lovelace', contract: 'no such order', numberKey: 'NO-SUCH-ORDER' },
    ...{ email: 'ada@example.com', emailKey: 'ada@example.com', scope: { kind: 'words', words }, button: 'eu' },
    ...{ locale: 'pl', submittedAt: NOW, orderId: null, returnId: null, late: null, repeatOf: null },
  });
  const { effects } = db.tables;
  expect((await db.select().from(effects)).map(({ kind, runAfter }) => [kind, runAfter.toString()]).toSorted()).toEqual(
    [
      ['withdrawal-join', NOW.toString()],
      ['withdrawal-mail', NOW.toString()],
    ],
  );
});

testOnEachEngine(
  'twenty presses of one button at once are one statement, one return and one acknowledgement',
  async (db) => {
    const shop = await openShop(db);
    await sell(shop, { lines: [{ id: 'l1', quantity: 2 }] });
    const input = statement();
    const all = await Promise.all(Array.from({ length: 20 }, () => submitWithdrawal(shop, input)));
    const codes = new Set(all.map((each) => (each.ok ? each.caseCode : each.refusal.code)));
    expect(codes.size).toBe(1);
    const [first] = all;
    if (!first?.ok) throw new Error('not submitted');
    await Promise.all(Array.from({ length: 20 }, () => joinStatement(shop, first)));
    const { withdrawals, returns, effects } = db.tables;
    expect(await db.select().from(withdrawals)).toHaveLength(1);
    expect(await db.select().from(returns)).toHaveLength(1);
    const mails = (await db.select().from(effects)).filter(({ kind }) => kind === 'withdrawal-mail');
    expect(mails).toHaveLength(1);
    // Later, too: from another tab, or with the Back button.
    expect(await submitWithdrawal(shop, input)).toEqual(first);
  },
);

testOnEachEngine('the steps that are stored give the row when they are played again', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  for (const row of [await withdraw(shop), await withdraw(shop), await withdraw(shop, { contract: '9999' })]) {
    const [first, ...later] = await listEventsOfSubject(db, { kind: 'withdrawal', id: row.id });
    const input = withdrawalWorkflow.context.parse(Object(first?.event).input);
    const played = later.reduce(
      (step, { event }) => {
        const moved = advance(withdrawalWorkflow, step, withdrawalWorkflow.event.parse(event));
        if (!moved.ok) throw new Error(moved.refusal.code);
        return moved;
      },
      start(withdrawalWorkflow, input),
    );
    expect({ state: played.state, context: played.context, version: later.length + 1 }).toEqual({
      ...{ state: row.state, context: row.context, version: row.version },
    });
  }
});

test('sixty statements an hour from one network, whatever they name; the next one is refused and not stored', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const input = (n: number) => statement({ email: `person-${n}@example.com`, contract: `${n}` });
  for (let n = 0; n < STATEMENT_LIMIT; n += 1) expect((await submitWithdrawal(shop, input(n))).ok).toBe(true);
  const refused = await submitWithdrawal(shop, input(60));
  expect(refused).toEqual({ ok: false, refusal: { code: 'withdrawal.too-many-requests' } });
  expect(await db.select().from(db.tables.withdrawals)).toHaveLength(STATEMENT_LIMIT);
  expect((await submitWithdrawal(shop, { ...input(61), clientIp: '198.51.100.7' })).ok).toBe(true);
  shop.pass({ hours: 1 });
  expect((await submitWithdrawal(shop, input(62))).ok).toBe(true);
});

test('five acknowledgements an hour to one address; those beyond it are recorded and wait for a later hour', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const count = 2 * ACKNOWLEDGEMENT_LIMIT + 1;
  for (let n = 0; n < count; n += 1) await submitWithdrawal(shop, statement({ contract: `${n}` }));
  expect(await db.select().from(db.tables.withdrawals)).toHaveLength(count);
  const leased = (now: Temporal.Instant) =>
    leaseEffects(db, {
      ...{ owner: 'worker', now, leaseFor: Temporal.Duration.from({ minutes: 1 }), limit: 50 },
      kinds: ['withdrawal-mail'],
    });
  expect(await leased(NOW)).toHaveLength(ACKNOWLEDGEMENT_LIMIT);
  expect(await leased(NOW.add({ seconds: 3599 }))).toHaveLength(ACKNOWLEDGEMENT_LIMIT);
  // The same again, because nothing was done with the first; then the second five, and the last one.
  const times = (await db.select().from(db.tables.effects))
    .filter(({ kind }) => kind === 'withdrawal-mail')
    .map(({ runAfter }) => runAfter.since(NOW).total('hours'));
  expect([...new Set(times)].toSorted()).toEqual([0, 1, 2]);
});
