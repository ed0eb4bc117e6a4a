import { expect, test } from 'vitest';
import { messageMail } from '#app/effects/message-mail.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { messageEntries } from '#app/routes/desk/message-words.server.ts';
import { automateReturn } from '#app/services/automate-return.server.ts';
import { answerMessage } from '#app/services/casework/answer-message.server.ts';
import { viewCaseStory } from '#app/services/casework/case-story.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { tryRules } from '#app/services/try-automation.server.ts';
import { commit } from '#app/services/unit-of-work.server.ts';
import { listAutomationActs } from '#db/automation-acts.ts';
import { insertAutomationRule, updateAutomationRule } from '#db/automation-rules.ts';
import { listReturnMessages } from '#db/return-messages.ts';
import type { AutomationRule } from '#machines/automation/index.ts';
import { openWorld, type TestWorld } from '#tests/app/effects/arrange.ts';
import { openBench } from '#tests/app/gateways/stand-in-bench.ts';
import { answerAll, openShop, sell, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { returnOf, rowOf } from '#tests/app/services/staff/arrange.ts';
import { withdraw } from '#tests/app/services/withdrawal/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const QUESTION = 'Which serial number stands on the plug?';
const RULE: AutomationRule = {
  ...{ id: 'plug', name: 'Plugs of Germany', act: 'ask', caps: [], question: QUESTION },
  when: [{ kind: 'country', in: ['DE'] }],
};

const putRule = ({ db, clock }: TestShop) =>
  db.transaction(async (tx) => {
    const by = { id: RULE.id, position: 1, definition: RULE, createdBy: 'staff:p', createdAt: clock() };
    await insertAutomationRule(tx, by);
    await updateAutomationRule(
      tx,
      { id: RULE.id, version: 1 },
      { enabled: true, updatedBy: 'staff:p', updatedAt: clock() },
    );
  });

const sold = (shop: TestShop, id = 'o1') => returnOf(shop, { id, number: `#${id}`, lines: [{ id: `${id}-a` }] });

const mailsOf = async ({ db }: TestShop) =>
  (await db.select().from(db.tables.effects)).filter(({ kind }) => kind === 'message-mail');

testOnEachEngine(
  'a rule that asks writes to the customer as the rule, once, and the return stays with a person',
  async (db) => {
    const shop = await openShop(db);
    await putRule(shop);
    const sent = await sold(shop);
    const again = () => commit(shop, 'customer', (unit) => automateReturn(unit, sent.returnId, 'first-scan'));
    expect(await again()).toBe(false);
    // Even where nobody remembers that the rule has acted.
    await db.transaction((tx) => tx.delete(db.tables.automationActs));
    expect(await again()).toBe(false);
    expect(await listReturnMessages(db, sent.returnId)).toMatchObject([
      { author: 'automation:plug', text: QUESTION, asks: true, template: null, locale: 'en' },
    ]);
    expect(await mailsOf(shop)).toHaveLength(1);
    expect(await rowOf(sent)).toMatchObject({ state: 'open', decidedAt: null });
    const conversation = await viewConversation(db, sent.returnId);
    expect(conversation).toMatchObject({ waiting: true, messages: [{ from: 'rule', name: RULE.name }] });
    const entries = messageEntries(conversation, 'Europe/Berlin', { t: translatorFor('de'), locale: 'de' });
    expect(entries).toMatchObject([{ who: `Regel: ${RULE.name}`, text: QUESTION, tag: 'Eine Frage' }]);
    expect(await viewCaseStory(db, sent.returnId)).toMatchObject([{ key: 'ask', name: RULE.name }]);
  },
);

testOnEachEngine('the customer answers a rule as they answer a person', async (db) => {
  const shop = await openShop(db);
  await putRule(shop);
  const { returnId, rmaCode } = await sold(shop);
  shop.pass({ minutes: 5 });
  const answer = { orderId: 'o1', rmaCode, text: 'SN 123', formKey: 'answer-01' };
  expect(await answerMessage(shop, answer)).toEqual({ ok: true });
  expect(await viewConversation(db, returnId)).toMatchObject({
    waiting: false,
    messages: [{ from: 'rule' }, { from: 'customer', text: 'SN 123' }],
  });
  expect((await viewCaseStory(db, returnId)).map(({ key }) => key)).toEqual(['ask', 'answer-asked']);
});

testOnEachEngine('a question is sent with what the rule did, or not at all', async (db) => {
  const shop = await openShop(db);
  const { returnId } = await sold(shop);
  await putRule(shop);
  const failing = commit(shop, 'customer', async (unit) => {
    await automateReturn(unit, returnId, 'request');
    expect(await listReturnMessages(unit.tx, returnId)).toHaveLength(1);
    throw new Error('what came with it failed');
  });
  await expect(failing).rejects.toThrow('failed');
  expect([await listReturnMessages(db, returnId), await listAutomationActs(db, returnId)]).toEqual([[], []]);
  expect(await mailsOf(shop)).toEqual([]);
});

testOnEachEngine('whoever withdraws by law is not asked', async (db) => {
  const shop = await openShop(db);
  await putRule(shop);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const { returnId } = await withdraw(shop);
  if (returnId === null) throw new Error('no return came of the statement');
  expect(await listAutomationActs(db, returnId)).toMatchObject([{ kind: 'review' }]);
  expect(await listReturnMessages(db, returnId)).toEqual([]);
  expect(await mailsOf(shop)).toEqual([]);
});

test('the mail around the question is in the customer’s language, the question as the merchant wrote it', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world: TestWorld = await openWorld(db, bench);
  await putRule(world);
  await sell(world, { id: 'o1', number: '#o1', lines: [{ id: 'o1-a' }] });
  const draft = await answerAll(world, 'o1', [{ lineId: 'o1-a', quantity: 1 }]);
  const sent = await requestReturn(world, { ...draft, locale: 'ar' });
  if (!sent.ok) throw new Error('the return was refused');
  const [message] = await listReturnMessages(db, sent.returnId);
  const run = { id: 'm1', attempts: 1, createdAt: world.clock() };
  await messageMail(world, { kind: 'message-mail', messageId: message?.id ?? '' }, run);
  const [mail] = world.sent;
  expect(mail?.subject).toContain('سؤال');
  expect(mail?.text).toContain(QUESTION);
  expect(mail?.html).toMatch(new RegExp(`<p[^>]*dir="auto"[^>]*>${QUESTION.replace('?', '\\?')}`));
  expect(mail?.html).not.toContain(RULE.name);
});

testOnEachEngine('a trial asks nobody', async (db) => {
  const shop = await openShop(db);
  const { returnId } = await sold(shop);
  expect((await tryRules(shop, [RULE])).counts).toMatchObject({ ask: 1 });
  expect(await listReturnMessages(db, returnId)).toEqual([]);
  expect(await listAutomationActs(db, returnId)).toEqual([]);
  expect(await mailsOf(shop)).toEqual([]);
});
