import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { answerAll, openShop, sell } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase } from '#tests/support/databases.ts';

// The bank pays Kuwaiti dinars in steps of ten fils: each refund is rounded to a step, and the next one makes up for it.
const PIECES = 8;
const SHIPPING = 1500;
const LINES = [
  { id: 'l1', quantity: 4, unitPrice: 12_350, discountTotal: 2416 },
  { id: 'l2', quantity: 4, unitPrice: 70, discountTotal: 14 },
];
const PAID = 4 * 12_350 + 4 * 70 - 2430 + SHIPPING;

test.each(['01234567', '51247603', '27403615'])(
  'returns of one order, decided in the order %s, give back what was paid to the last step',
  async (turns) => {
    await using db = await openTestDatabase();
    const shop = await openShop(db);
    const payment = { id: 'p1', position: 1, provider: 'stripe', reference: 'pi_1', label: null };
    const payments = [{ ...payment, amount: PAID, currency: 'KWD' }];
    const money = { currency: 'KWD', shippingPaid: SHIPPING, shippingStandard: SHIPPING, total: PAID, payments };
    await sell(shop, { id: 'o1', number: '#1', ...money, lines: LINES });
    const sent: string[] = [];
    for (let piece = 0; piece < PIECES; piece += 1) {
      const draft = await answerAll(shop, 'o1', [{ lineId: `l${(piece % 2) + 1}`, quantity: 1 }], { travel: 'own' });
      const requested = await requestReturn(shop, { ...draft, locale: 'en' });
      if (!requested.ok) throw new Error(requested.refusal.code);
      sent.push(requested.returnId);
    }
    let paid = 0;
    for (const turn of turns) {
      const returnId = sent[Number(turn)] ?? '';
      const lines = await listReturnLines(db, returnId);
      const decisions = lines.map(({ id }) => ({ lineId: id, type: 'accept', quantity: 1 }) as const);
      const { version = 0 } = (await loadReturn(db, returnId)) ?? {};
      const decided = await decideReturn(shop, { returnId, version, staffId: 'agent', decisions });
      if (!decided.ok) throw new Error(decided.refusal.code);
      paid += decided.quote.total;
    }
    expect(paid).toBe(PAID);
  },
  120_000,
);
