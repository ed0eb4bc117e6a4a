import { expect, test } from 'vitest';
import { viewCaseStory } from '#app/services/casework/case-story.server.ts';
import { contestDecision } from '#app/services/casework/contest-decision.server.ts';
import { type ContestOutcome, decideContest } from '#app/services/casework/decide-contest.server.ts';
import {
  agreeGoodwill,
  type GoodwillDeps,
  type GoodwillInput,
  giveGoodwill,
  viewBudget,
} from '#app/services/casework/give-goodwill.server.ts';
import { viewContest } from '#app/services/casework/view-contest.server.ts';
import { viewGoodwills } from '#app/services/casework/view-goodwill.server.ts';
import { checkLedger } from '#app/services/check-ledger.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { verifyAudit } from '#db/audit.ts';
import { listCreditsOfReturn } from '#db/credits.ts';
import { balancesOf } from '#db/ledger.ts';
import { listReturnMessages } from '#db/return-messages.ts';
import { acceptAll, receive, rowOf, type SentReturn } from '#tests/app/services/staff/arrange.ts';
import { testCredits } from '#tests/support/credits.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { returnWithCrew } from './arrange.ts';

const depsOf = ({ shop }: SentReturn): GoodwillDeps => ({
  ...shop,
  credits: testCredits(),
  budgets: { EUR: 2000 },
  say: (_, amount) => `You get ${amount}`,
});

/** Decided by Ada, 5.00 less than was asked for on the first line. */
async function decidedByAda(sent: SentReturn): Promise<void> {
  await receive(sent);
  const { version } = await rowOf(sent);
  const decisions = acceptAll(sent.lines).map((decision) =>
    decision.lineId === sent.line.id && decision.type === 'accept'
      ? { ...decision, type: 'reduce' as const, deduction: 500, reason: 'signs-of-use' as const, note: null }
      : decision,
  );
  const decided = await decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'ada', decisions });
  if (!decided.ok) throw new Error(decided.refusal.code);
}

const contest = (sent: SentReturn, words = 'It had no signs of use.') =>
  contestDecision(sent.shop, { orderId: 'o1', rmaCode: sent.rmaCode, words });

const outcome = (sent: SentReturn, change: Partial<ContestOutcome> = {}) =>
  decideContest(depsOf(sent), {
    ...{ returnId: sent.returnId, staffId: 'bo', outcome: { type: 'correct', amount: 500 }, answer: 'You are right.' },
    ...change,
  });

testOnEachEngine(
  'a contested decision waits for another person, who pays the difference as store credit',
  async (db) => {
    const sent = await returnWithCrew(db);
    expect(await contest(sent)).toMatchObject({ refusal: { code: 'contest.impossible' } });
    await decidedByAda(sent);
    expect(await contest(sent)).toEqual({ ok: true });
    expect(await contest(sent)).toMatchObject({ refusal: { code: 'contest.impossible' } });
    expect(await viewContest(db, sent.returnId)).toMatchObject({ state: 'waiting', decider: 'Ada Agent', most: 500 });
    expect(await outcome(sent, { staffId: 'ada' })).toMatchObject({ refusal: { code: 'contest.same-person' } });
    expect(await outcome(sent, { staffId: 'fina' })).toMatchObject({ refusal: { code: 'contest.not-allowed' } });
    const tooMuch = await outcome(sent, { outcome: { type: 'correct', amount: 501 } });
    expect(tooMuch).toMatchObject({ refusal: { code: 'contest.amount', most: 500 } });
    expect(await outcome(sent, { answer: ' ' })).toMatchObject({ refusal: { code: 'contest.answer' } });
    expect(await outcome(sent)).toEqual({ ok: true });
    expect(await outcome(sent)).toMatchObject({ refusal: { code: 'contest.not-now' } });
    expect(await viewContest(db, sent.returnId)).toMatchObject({
      state: 'corrected',
      reviewer: 'Bo Agent',
      amount: 500,
    });
    const [credit, ...more] = await listCreditsOfReturn(db, sent.returnId);
    expect([credit?.amount, credit?.payoutId, more]).toEqual([500, null, []]);
    const balances = await balancesOf(db, { creditId: credit?.id ?? '' });
    expect(Object.fromEntries(balances)).toEqual({ 'goodwill:EUR': -500, [`credit:${credit?.id}`]: 500 });
    expect((await listReturnMessages(db, sent.returnId)).map(({ text }) => text)).toEqual(['You are right.']);
    expect((await viewCaseStory(db, sent.returnId)).map(({ key }) => key).toSorted()).toEqual([
      'contest-correct',
      'contest-start',
      'write',
    ]);
    expect(await checkLedger(db)).toMatchObject({ ok: true });
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
  },
);

test('an upheld decision pays nothing, and a decision is contested for its own order only', async () => {
  await using db = await openTestDatabase();
  const sent = await returnWithCrew(db);
  await decidedByAda(sent);
  const foreign = { orderId: 'another', rmaCode: sent.rmaCode, words: 'mine' };
  expect(await contestDecision(sent.shop, foreign)).toMatchObject({ refusal: { code: 'return.not-found' } });
  expect(await contest(sent, '  ')).toMatchObject({ refusal: { code: 'contest.empty' } });
  expect(await contest(sent, 'x'.repeat(4001))).toMatchObject({ refusal: { code: 'contest.too-large' } });
  expect(await contest(sent)).toEqual({ ok: true });
  expect(await outcome(sent, { outcome: { type: 'uphold' } })).toEqual({ ok: true });
  expect(await viewContest(db, sent.returnId)).toMatchObject({ state: 'upheld', reviewer: 'Bo Agent', amount: 0 });
  expect(await listCreditsOfReturn(db, sent.returnId)).toEqual([]);
  expect(await contest(sent)).toMatchObject({ refusal: { code: 'contest.impossible' } });
});

const give = (sent: SentReturn, change: Partial<GoodwillInput> = {}) =>
  giveGoodwill(depsOf(sent), {
    ...{ returnId: sent.returnId, staffId: 'ada', amount: 1500, reason: 'delay', note: null, formKey: 'form-0001' },
    ...change,
  });

testOnEachEngine('goodwill within the budget is given once; beyond it a second person has to agree', async (db) => {
  const sent = await returnWithCrew(db);
  const deps = depsOf(sent);
  expect(await give(sent)).toEqual({ ok: true, given: true });
  expect(await give(sent)).toEqual({ ok: true, given: true });
  expect(await listCreditsOfReturn(db, sent.returnId)).toMatchObject([{ amount: 1500, bonus: 0, payoutId: null }]);
  const mine = { staffId: 'ada', currency: 'EUR' };
  expect(await viewBudget(deps, mine)).toEqual({ left: 500, budget: 2000 });
  expect(await viewBudget(deps, { ...mine, staffId: 'bo' })).toEqual({ left: 2000, budget: 2000 });
  expect(await viewBudget(deps, { ...mine, currency: 'KWD' })).toBeNull();
  expect(await give(sent, { amount: 501, formKey: 'form-0002' })).toEqual({ ok: true, given: false });
  expect(await viewBudget(deps, mine)).toEqual({ left: 500, budget: 2000 });
  const [, asked] = await viewGoodwills(db, sent.returnId);
  const agree = (staffId: string, agrees = true) =>
    agreeGoodwill(deps, { returnId: sent.returnId, goodwillId: asked?.id ?? '', staffId, agrees });
  expect(await agree('ada')).toMatchObject({ refusal: { code: 'goodwill.same-person' } });
  expect(await agree('fina')).toMatchObject({ refusal: { code: 'goodwill.not-allowed' } });
  expect(await agree('bo')).toEqual({ ok: true });
  expect(await agree('bo')).toMatchObject({ refusal: { code: 'goodwill.not-now' } });
  expect((await listCreditsOfReturn(db, sent.returnId)).map(({ amount }) => amount).toSorted()).toEqual([1500, 501]);
  expect((await viewCaseStory(db, sent.returnId)).filter(({ key }) => key !== 'write')).toMatchObject([
    { key: 'goodwill-give', amount: 1500, name: 'Ada Agent' },
    { key: 'goodwill-ask', amount: 501, name: 'Ada Agent' },
    { key: 'goodwill-agree', amount: 501, name: 'Bo Agent' },
  ]);
  // The rest of the budget, to the last cent, and a month later all of it again.
  expect(await give(sent, { amount: 500, formKey: 'form-0003' })).toEqual({ ok: true, given: true });
  expect(await give(sent, { amount: 1, formKey: 'form-0004' })).toEqual({ ok: true, given: false });
  sent.shop.pass({ hours: 24 * 31 });
  expect(await viewBudget(deps, mine)).toEqual({ left: 2000, budget: 2000 });
  expect(await checkLedger(db)).toMatchObject({ ok: true });
});

testOnEachEngine('two goodwills of one person at once never pass the budget together', async (db) => {
  const sent = await returnWithCrew(db);
  const both = await Promise.all([give(sent, { formKey: 'form-0001' }), give(sent, { formKey: 'form-0002' })]);
  expect(both.map((one) => one.ok && one.given).toSorted()).toEqual([false, true]);
  expect(await listCreditsOfReturn(db, sent.returnId)).toHaveLength(1);
});

test('no goodwill of nothing, of parts of a cent, by those who may not, or not agreed to', async () => {
  await using db = await openTestDatabase();
  const sent = await returnWithCrew(db);
  for (const amount of [0, -1, 1.5, Number.NaN])
    expect(await give(sent, { amount }), String(amount)).toMatchObject({ refusal: { code: 'goodwill.amount' } });
  expect(await give(sent, { staffId: 'fina' })).toMatchObject({ refusal: { code: 'goodwill.not-allowed' } });
  expect(await give(sent, { amount: 2001 })).toEqual({ ok: true, given: false });
  const [asked] = await viewGoodwills(db, sent.returnId);
  const refused = { returnId: sent.returnId, goodwillId: asked?.id ?? '', staffId: 'bo', agrees: false };
  expect(await agreeGoodwill(depsOf(sent), refused)).toEqual({ ok: true });
  expect(await viewGoodwills(db, sent.returnId)).toMatchObject([{ state: 'refused' }]);
  expect(await listCreditsOfReturn(db, sent.returnId)).toEqual([]);
});
