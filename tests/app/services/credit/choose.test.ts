import { expect, test } from 'vitest';
import { answerLine } from '#app/services/answer-line.server.ts';
import { answerRefund } from '#app/services/answer-refund.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { chooseLines } from '#app/services/choose-lines.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { dropCreditOnly } from '#app/services/drop-credit-only.server.ts';
import { issueCredit } from '#app/services/issue-credit.server.ts';
import { loadOpenDraft } from '#app/services/load-draft.server.ts';
import { movePayout } from '#app/services/report-refund.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { begin, commit } from '#app/services/unit-of-work.server.ts';
import { viewOrder } from '#app/services/view-order.server.ts';
import { viewRefundChoice } from '#app/services/view-refund-ways.server.ts';
import { listCreditsOfReturn } from '#db/credits.ts';
import { insertPayout, listPayoutsOfReturn } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { payoutWorkflow, startPayout } from '#machines/payout/index.ts';
import { type PolicyDocument, QuoteSchema } from '#machines/policy/index.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { answerAll, type LineChange, NOW, sell } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { BONUS, type CreditShop, openCreditShop, oweCredit } from './arrange.ts';

const rules = (...list: Pick<MerchantRule, 'when' | 'outcome'>[]): Partial<PolicyDocument> => ({
  rules: list.map((rule, index) => ({ id: `rule-${index}`, name: `Rule ${index}`, ...rule })),
});
const FOR_CREDIT = [{ kind: 'resolution', in: ['store-credit'] }] as MerchantRule['when'];

/** No law of the United States stands in front of the merchant's rules. */
const ABROAD = { country: 'US', timeZone: 'America/New_York', placedAt: NOW.subtract({ hours: 24 * 50 }) };
const delivered = (days: number) => [
  {
    ...{ id: 'o1-parcel', position: 1, dispatchedAt: NOW.subtract({ hours: 24 * (days + 1) }) },
    deliveredAt: NOW.subtract({ hours: 24 * days }),
  },
];

/** A draft of these lines with their reasons, and what its page about the money offers. */
async function choiceOf(shop: CreditShop, lines: readonly string[]) {
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const draft = { orderId: 'o1', draftId };
  const chosen = await chooseLines(shop, { ...draft, chosen: lines.map((lineId) => ({ lineId, quantity: 1 })) });
  if (!chosen.ok) return { draft, choice: null, refusal: chosen.refusal.code };
  for (const lineId of lines)
    await answerLine(shop, { ...draft, lineId, reason: 'changed-mind', comment: null, seal: null });
  const open = await loadOpenDraft(shop.db, 'o1', shop.clock());
  if (!open) throw new Error('no draft');
  return { draft, choice: viewRefundChoice(open, 'law'), refusal: null };
}

async function shopWith(
  db: Parameters<typeof openCreditShop>[0],
  document: Partial<PolicyDocument>,
  order: Parameters<typeof sell>[1] = { lines: [{ id: 'a' }] },
) {
  const shop = await openCreditShop(db, document);
  await sell(shop, order);
  return shop;
}

test('a shop whose policy never speaks of store credit does not offer it, and does not take it', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, {});
  const { draft, choice } = await choiceOf(shop, ['a']);
  expect(choice).toMatchObject({ ways: ['original'], credit: null });
  expect(await answerRefund(shop, { ...draft, refund: 'credit' })).toMatchObject({
    refusal: { code: 'refund.not-offered' },
  });
});

test.each([
  ['a bonus of nothing', rules({ when: [], outcome: { creditBonus: { percent: 0 } } }), 0],
  ['a bonus for those who ask for it', rules({ when: FOR_CREDIT, outcome: { creditBonus: { percent: 25 } } }), 648],
  ['an admission for it', rules({ when: FOR_CREDIT, outcome: { admission: 'allow' } }), 0],
])('%s offers it beside the money, which comes first', async (_name, document, creditBonus) => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, document);
  const { choice } = await choiceOf(shop, ['a']);
  expect(choice).toMatchObject({
    ways: ['original', 'credit'],
    credit: { total: 2590, creditBonus, lastDay: '2029-12-31' },
  });
});

test('a rule that is about other goods, or that refuses, does not offer it', async () => {
  await using db = await openTestDatabase();
  const other = {
    when: [...FOR_CREDIT, { kind: 'tag' as const, in: ['sale'] }],
    outcome: { creditBonus: { percent: 9 } },
  };
  const shop = await shopWith(db, rules(other, { when: FOR_CREDIT, outcome: { admission: 'refuse' } }), {
    ...{ lines: [{ id: 'a' }], ...ABROAD },
  });
  expect((await choiceOf(shop, ['a'])).choice?.ways).toEqual(['original']);
});

test('nobody can be brought to take credit where the law gives the money', async () => {
  await using db = await openTestDatabase();
  const refuse = {
    when: [{ kind: 'resolution' as const, in: ['refund' as const] }],
    outcome: { admission: 'refuse' as const },
  };
  const shop = await shopWith(
    db,
    rules(refuse, { when: FOR_CREDIT, outcome: { window: { days: 365, from: 'order' } } }),
  );
  expect((await choiceOf(shop, ['a'])).choice?.ways).toEqual(['original', 'credit']);
});

const LONGER = rules({ when: FOR_CREDIT, outcome: { window: { days: 100, from: 'delivery' } } });

test('after the time for the money store credit may be open, and says so with its day', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, LONGER, { lines: [{ id: 'a' }], shipments: delivered(40), ...ABROAD });
  const view = await viewOrder(shop, { orderId: 'o1' });
  expect(view?.lines).toMatchObject([{ standing: { kind: 'credit', lastDay: '2027-01-20' } }]);
  const { draft, choice } = await choiceOf(shop, ['a']);
  expect(choice).toMatchObject({ ways: ['credit'], creditOnly: ['a'], credit: { total: 2000, lastDay: null } });
  expect(await answerRefund(shop, { ...draft, refund: 'original' })).toMatchObject({ ok: false });
  const sent = await requestReturn(shop, {
    ...(await answerAll(shop, 'o1', [{ lineId: 'a', quantity: 1 }], { travel: 'own', refund: 'credit' })),
    locale: 'en',
  });
  expect(sent).toMatchObject({ ok: true });
  shop.pass({ hours: 24 * 61 });
  expect(await choiceOf(shop, ['a'])).toMatchObject({ refusal: 'line.not-returnable' });
});

test('what can only bring credit is not mixed with what brings money', async () => {
  await using db = await openTestDatabase();
  const lines: LineChange[] = [
    { id: 'late', shipmentId: 'o1-parcel' },
    { id: 'early', shipmentId: 'o1-second' },
  ];
  const second = { ...delivered(3)[0], id: 'o1-second', position: 2 };
  const shipments = [...delivered(40), { dispatchedAt: null, deliveredAt: null, ...second }];
  const shop = await shopWith(db, LONGER, { lines, shipments, ...ABROAD });
  const { draft, choice } = await choiceOf(shop, ['late', 'early']);
  expect(choice).toMatchObject({ ways: [], creditOnly: ['late'], creditOnlyTitles: ['Item 1'] });
  expect(await answerRefund(shop, { ...draft, refund: 'credit' })).toMatchObject({ ok: false });
  expect(await dropCreditOnly(shop, draft)).toMatchObject({ ok: true, next: { page: 'refund' } });
  const open = await loadOpenDraft(shop.db, 'o1', shop.clock());
  expect(open?.draft.answers.lines.map(({ lineId }) => lineId)).toEqual(['early']);
  expect(open?.circumstances.refunds).toEqual(['original', 'credit']);
});

test('what the desk takes off makes the bonus smaller too', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, BONUS, { lines: [{ id: 'a', quantity: 2 }] });
  const draft = await answerAll(shop, 'o1', [{ lineId: 'a', quantity: 2 }], { travel: 'own', refund: 'credit' });
  const sent = await requestReturn(shop, { ...draft, locale: 'en' });
  if (!sent.ok) throw new Error(sent.refusal.code);
  const [line] = await listReturnLines(db, sent.returnId);
  const row = await loadReturn(db, sent.returnId);
  expect(QuoteSchema.parse(row?.quote)).toMatchObject({ total: 4590, creditBonus: 459, resolution: 'store-credit' });
  const decision = { type: 'reduce', quantity: 1, deduction: 500, reason: 'signs-of-use', note: 'scratched' } as const;
  const decided = await decideReturn(shop, {
    ...{ returnId: sent.returnId, version: row?.version ?? 0, staffId: 'agent' },
    decisions: [{ lineId: line?.id ?? '', ...decision }],
  });
  expect(decided).toMatchObject({ ok: true, quote: { total: 1500, creditBonus: 150, resolution: 'store-credit' } });
});

test('a refund that failed and became credit has no bonus', async () => {
  await using db = await openTestDatabase();
  const shop = await openCreditShop(db, BONUS);
  const owed = await oweCredit(shop, { refund: 'original' });
  const [payout] = await listPayoutsOfReturn(db, owed.returnId);
  if (!payout) throw new Error('no payout');
  const payoutId = await commit(shop, 'system', async (unit) => {
    const id = unit.nextId();
    await movePayout(unit, payout, { type: 'send' });
    const sending = (await listPayoutsOfReturn(unit.tx, owed.returnId))[0] ?? payout;
    await movePayout(unit, sending, { type: 'refuse', failure: 'card-closed' });
    const failed = (await listPayoutsOfReturn(unit.tx, owed.returnId))[0] ?? payout;
    await movePayout(unit, failed, { type: 'replace', payoutId: id, way: 'credit' });
    const { returnId, paymentId, amount, currency } = payout;
    const own = {
      returnId,
      paymentId,
      amount,
      currency,
      position: 2,
      refundRef: null,
      way: 'credit',
      replaces: payout.id,
    };
    await begin(unit, payoutWorkflow, { id, returnId, input: startPayout(id, returnId, 'credit') }, (columns) =>
      insertPayout(unit.tx, { ...columns, ...own }),
    );
    return id;
  });
  expect(await issueCredit(shop, { payoutId })).toEqual({ ok: true });
  expect(await listCreditsOfReturn(db, owed.returnId)).toMatchObject([{ amount: 4590, bonus: 0 }]);
  expect(await issueCredit(shop, { payoutId: payout.id })).toMatchObject({ refusal: { code: 'payout.other-way' } });
});
