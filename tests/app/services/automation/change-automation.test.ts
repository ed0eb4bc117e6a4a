import { expect, test } from 'vitest';
import { askEarlier, changeRule, makeRule, switchRule } from '#app/services/change-automation.server.ts';
import { listAudit } from '#db/audit.ts';
import { listAutomationRules, loadAutomationRule } from '#db/automation-rules.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase } from '#tests/support/databases.ts';

const staffId = 'paula';
const CAP = { currency: 'EUR', perReturn: 1000, perCustomer: 2000, perDay: 9000 };

test('a rule is made off, is on when somebody says so, and off again after a change; each is an act with before and after', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const made = await makeRule(shop, { name: 'Small gifts', act: 'approve', staffId });
  expect(made).toEqual({ ok: true, id: 'small-gifts' });
  const id = 'small-gifts';
  expect(await loadAutomationRule(db, id)).toMatchObject({ enabled: false, version: 1 });
  const on = (version: number) => switchRule(shop, { id, version, staffId, on: true });
  expect(await on(1)).toMatchObject({ refusal: { code: 'rule.no-condition' } });
  await changeRule(shop, { id, version: 1, staffId }, (rule) => ({ ...rule, when: [{ kind: 'country', in: ['DE'] }] }));
  expect(await on(2)).toMatchObject({ refusal: { code: 'rule.no-cap' } });
  await changeRule(shop, { id, version: 2, staffId }, (rule) => ({ ...rule, caps: [CAP] }));
  expect(await on(2)).toMatchObject({ refusal: { code: 'rule.stale' } });
  expect(await on(3)).toEqual({ ok: true });
  expect(await loadAutomationRule(db, id)).toMatchObject({ enabled: true, version: 4 });
  await changeRule(shop, { id, version: 4, staffId }, (rule) => ({ ...rule, name: 'Gifts' }));
  expect(await loadAutomationRule(db, id)).toMatchObject({ enabled: false, definition: { id, name: 'Gifts' } });
  const acts = await listAudit(db, { subjectKind: 'automation-rule', subjectId: id }, 20);
  expect(acts.map(({ act }) => act).toReversed()).toEqual([
    ...['automation.make', 'automation.change', 'automation.change', 'automation.on', 'automation.change'],
  ]);
  expect(acts[1]).toMatchObject({ actor: 'staff:paula', before: { enabled: false }, after: { enabled: true } });
});

test('the order is what people make of it, and the first stays first', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await makeRule(shop, { name: 'One', act: 'review', staffId });
  await makeRule(shop, { name: 'Two', act: 'review', staffId });
  await askEarlier(shop, { id: 'two', version: 1, staffId });
  expect((await listAutomationRules(db)).map(({ id }) => id)).toEqual(['two', 'one']);
  await askEarlier(shop, { id: 'two', version: 2, staffId });
  expect((await listAutomationRules(db)).map(({ id }) => id)).toEqual(['two', 'one']);
  expect(await askEarlier(shop, { id: 'none', version: 1, staffId })).toMatchObject({
    refusal: { code: 'rule.not-found' },
  });
});
