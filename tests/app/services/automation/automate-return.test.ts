import { expect, test } from 'vitest';
import { customerScope } from '#app/services/automate-return.server.ts';
import { noteDispatch } from '#app/services/note-dispatch.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { listAutomationActs, readExposure } from '#db/automation-acts.ts';
import { insertAutomationRule, loadAutomationRule, updateAutomationRule } from '#db/automation-rules.ts';
import { insertDispute } from '#db/disputes.ts';
import type { Database } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import type { AutomationAct, AutomationRule } from '#machines/automation/index.ts';
import { openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { allThere, receive, returnOf, rowOf } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const CAP = { currency: 'EUR', perReturn: 100_000, perCustomer: 100_000, perDay: 100_000 };

async function putRule(shop: TestShop, act: AutomationAct, change: Partial<AutomationRule> = {}, enabled = true) {
  const definition: AutomationRule = {
    ...{ id: change.id ?? 'the-rule', name: 'The rule', act, caps: [CAP] },
    when: [{ kind: 'country', in: ['DE'] }],
    question: act === 'ask' ? 'Which part is broken?' : null,
    ...change,
  };
  await shop.db.transaction(async (tx) => {
    const { id } = definition;
    await insertAutomationRule(tx, { id, position: 1, definition, createdBy: 'staff:p', createdAt: shop.clock() });
    const change = { enabled, updatedBy: 'staff:p', updatedAt: shop.clock() };
    if (enabled) await updateAutomationRule(tx, { id, version: 1 }, change);
  });
}

const sold = (shop: TestShop, id = 'o1') =>
  returnOf(shop, { id, number: `#${id}`, lines: [{ id: `${id}-a` }] }, { travel: 'label' });

const storyOf = async ({ shop, returnId }: Awaited<ReturnType<typeof sold>>) =>
  (await viewDeskReturn(shop, returnId))?.story.map((step) => `${step.actor} ${step.key}`);

testOnEachEngine('a rule that is off does nothing; one that is on decides with the count, as the rule', async (db) => {
  const shop = await openShop(db);
  await putRule(shop, 'approve', {}, false);
  const first = await sold(shop);
  await receive(first);
  expect(await rowOf(first)).toMatchObject({ state: 'received', decidedAt: null });
  const rule = await loadAutomationRule(db, 'the-rule');
  if (!rule) throw new Error('no rule');
  await db.transaction((tx) =>
    updateAutomationRule(tx, rule, { enabled: true, updatedBy: 'staff:p', updatedAt: shop.clock() }),
  );
  const second = await sold(shop, 'o2');
  await receive(second);
  const row = await rowOf(second);
  expect(row).toMatchObject({ state: 'decided' });
  expect(await listPayoutsOfReturn(db, second.returnId)).toMatchObject([{ amount: row.total }]);
  expect((await viewDeskReturn(shop, second.returnId))?.story).toContainEqual(
    expect.objectContaining({ key: 'return.decide', actor: 'automation', name: 'The rule' }),
  );
  expect(await listAutomationActs(db, second.returnId)).toMatchObject([{ kind: 'paid', amount: row.total }]);
  const order = await loadOrder(db, 'o2');
  const key = { scope: customerScope(order?.emailKey ?? ''), day: dayOf(shop), currency: 'EUR' };
  expect(await readExposure(db, key)).toBe(row.total);
  expect(await readExposure(db, { ...key, scope: 'all' })).toBe(row.total);
});

const dayOf = (shop: TestShop) => shop.clock().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString();

test('at the first scan: only the rule for it', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await putRule(shop, 'first-scan');
  const sent = await sold(shop);
  expect(await noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk' })).toMatchObject({ decided: true });
  expect(await rowOf(sent)).toMatchObject({ state: 'decided', receivedAt: null });
});

test.each(['review', 'ask'] as const)('%s leaves it to a person, whatever other rules say later', async (act) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await putRule(shop, act, { id: 'first' });
  const sent = await sold(shop);
  await db.transaction(async (tx) => {
    const change = { enabled: false, updatedBy: 'staff:p', updatedAt: shop.clock() };
    await updateAutomationRule(tx, { id: 'first', version: 2 }, change);
  });
  await putRule(shop, 'approve', { id: 'second' });
  await receive(sent);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', decidedAt: null });
  expect(await storyOf(sent)).toContain(`automation automation.${act}`);
});

test.each([
  ['a piece too few', { received: 0, grade: 'missing' as const }],
  ['signs of use', { grade: 'used' as const }],
])('%s leaves it to a person, and the story says so', async (_, change) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await putRule(shop, 'approve');
  const sent = await sold(shop);
  await receive(sent, change);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', decidedAt: null });
  expect(await listAutomationActs(db, sent.returnId)).toMatchObject([{ kind: 'held', code: 'held.not-as-announced' }]);
  expect(await storyOf(sent)).toContain('automation automation.held');
});

test('a wish of the policy for a person stands above every rule', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db, { rules: [{ id: 'r', name: 'R', when: [], outcome: { admission: 'review' } }] });
  await putRule(shop, 'approve');
  const sent = await sold(shop);
  await receive(sent);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', decidedAt: null });
});

testOnEachEngine('a dispute leaves it to a person', async (db) => {
  const shop = await openShop(db);
  await putRule(shop, 'approve');
  const sent = await sold(shop);
  await dispute(db, shop, 'o1');
  await receive(sent);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', decidedAt: null });
  expect(await listAutomationActs(db, sent.returnId)).toMatchObject([{ kind: 'held', code: 'veto.dispute' }]);
});

async function dispute(db: Database, shop: TestShop, orderId: string) {
  const payment = (await loadOrder(db, orderId))?.payments[0];
  if (!payment) throw new Error('an order without a payment');
  const at = { openedAt: shop.clock(), updatedAt: shop.clock(), closedAt: null };
  const of = { paymentId: payment.id, orderId, amount: payment.amount, currency: payment.currency };
  const said = { status: 'needs_response', reason: null, refundable: false, withdrawn: 0, version: 1 };
  await db.transaction((tx) => insertDispute(tx, { id: 'dp_1', ...of, ...said, ...at }));
}

testOnEachEngine('returns of one customer at once: never above the cap', async (db) => {
  const shop = await openShop(db);
  const before = await sold(shop, 'o0');
  await receive(before);
  const each = (await rowOf(before)).total;
  await putRule(shop, 'approve', {
    caps: [{ currency: 'EUR', perReturn: each, perCustomer: 2 * each, perDay: 10 * each }],
  });
  // One more within a week would strike, and wait for a person whatever the cap.
  const sent = [await sold(shop, 'o1'), await sold(shop, 'o2'), await sold(shop, 'o3')];
  await Promise.all(
    sent.map(({ rmaCode, lines }) => receiveParcel(shop, { rmaCode, staffId: 'dock', counts: allThere(lines) })),
  );
  const states = await Promise.all(sent.map(async (one) => (await rowOf(one)).state));
  expect(states.toSorted()).toEqual(['decided', 'decided', 'received']);
  const key = { scope: 'all', day: dayOf(shop), currency: 'EUR' };
  expect(await readExposure(db, key)).toBe(2 * each);
  const acts = await Promise.all(sent.map(({ returnId }) => listAutomationActs(db, returnId)));
  expect(acts.flat().filter(({ code }) => code === 'cap.customer')).toHaveLength(1);
});

test('exactly at the cap of the day is paid, one cent above waits, in minor units of a currency without caps none', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const before = await sold(shop, 'o0');
  await receive(before);
  const each = (await rowOf(before)).total;
  const cap = { perReturn: each, perCustomer: 2 * each - 1, perDay: 2 * each - 1 };
  await putRule(shop, 'approve', { caps: [{ currency: 'EUR', ...cap }] });
  const [first, second] = [await sold(shop, 'o1'), await sold(shop, 'o2')];
  await receive(first);
  await receive(second);
  expect([(await rowOf(first)).state, (await rowOf(second)).state]).toEqual(['decided', 'received']);
});
