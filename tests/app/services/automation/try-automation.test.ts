import { expect, test } from 'vitest';
import { tryRules } from '#app/services/try-automation.server.ts';
import type { Database } from '#db/open.ts';
import type { AutomationRule } from '#machines/automation/index.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { receive, returnOf, rowOf } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const rule = (change: Partial<AutomationRule> = {}): AutomationRule => ({
  ...{ id: 'r', name: 'R', act: 'approve', question: null },
  when: [{ kind: 'country', in: ['DE'] }],
  caps: [{ currency: 'EUR', perReturn: 100_000, perCustomer: 100_000, perDay: 100_000 }],
  ...change,
});

async function threeReturns(db: Database) {
  const shop = await openShop(db);
  const sold = (id: string) =>
    returnOf(shop, { id, number: `#${id}`, lines: [{ id: `${id}-a` }] }, { travel: 'label' });
  const [there, used, away] = [await sold('o1'), await sold('o2'), await sold('o3')];
  await receive(there);
  await receive(used, { grade: 'used' });
  return { shop, there, used, away };
}

testOnEachEngine('a trial tells what would have happened, and writes nothing', async (db) => {
  const { shop, there, used } = await threeReturns(db);
  const before = await Promise.all([there, used].map(rowOf));
  const trial = await tryRules({ clock: shop.clock, db: readOnly(db) }, [rule()]);
  expect(trial).toMatchObject({
    ...{ returns: 3, counts: { pay: 1, held: 1, wait: 1, none: 0 }, more: false },
    money: [{ currency: 'EUR', amount: before[0]?.total }],
    examples: { pay: [{ returnId: there.returnId, rule: 'R' }], held: [{ held: 'held.not-as-announced' }] },
  });
  expect(await Promise.all([there, used].map(rowOf))).toEqual(before);
});

/** A database without the door to changes: whoever asks for a transaction fails the test. */
const readOnly = (db: Database): Database => ({
  ...db,
  transaction: () => {
    throw new Error('a trial must not write');
  },
});

test('the caps count in a trial as they do for rules', async () => {
  await using db = await openTestDatabase();
  const { shop, there } = await threeReturns(db);
  const { total } = await rowOf(there);
  const capped = (perDay: number) => rule({ caps: [{ currency: 'EUR', perReturn: 1, perCustomer: 1, perDay }] });
  expect((await tryRules(shop, [capped(total)])).examples.held).toContainEqual(
    expect.objectContaining({ held: 'cap.return' }),
  );
  const review = rule({ id: 'first', act: 'review', caps: [] });
  expect((await tryRules(shop, [review, rule()])).counts).toMatchObject({ review: 3, pay: 0 });
  expect((await tryRules(shop, [])).counts).toMatchObject({ none: 3 });
});
