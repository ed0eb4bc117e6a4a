import { expect } from 'vitest';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { askFor, sell, until } from '#tests/crash/process/crew.ts';
import { ROUNDS, testWithCrew } from './with-crew.ts';

const APPROVALS = 100;

testWithCrew(
  'of a hundred approvals of one return in four processes one decides, and one refund is made',
  4,
  async (crew) => {
    const { db, bank } = crew;
    await crew.tellAll({ act: 'work', workers: 2 });
    for (let round = 1; round <= ROUNDS; round += 1) {
      const lines = [{ quantity: 2, unitPrice: 1999 + round }];
      const order = await sell(crew, { number: `${round}`, currency: 'EUR', shipping: 0, lines });
      const [line] = order.lines;
      if (!line) throw new Error('an order without a line');
      const { returnId } = await askFor(crew, order.orderId, line);
      const version = (await loadReturn(db, returnId))?.version ?? 0;

      const replies = await crew.atOnce(
        Array.from({ length: APPROVALS }, () => ({ act: 'decide', returnId, version })),
      );
      expect(replies.filter((reply) => reply.kind === 'done')).toHaveLength(1);
      const others = replies.filter((reply) => reply.kind !== 'done');
      expect(new Set(others.map((reply) => JSON.stringify(reply)))).toEqual(
        new Set([JSON.stringify({ kind: 'refused', code: 'return.already-decided' })]),
      );

      const payouts = () => listPayoutsOfReturn(db, returnId);
      await until(async () => (await payouts()).every((payout) => payout.state === 'settled'));
      const owed = (await payouts()).map(({ id, amount, refundRef }) => ({ payout: id, amount, id: refundRef }));
      expect(owed).toMatchObject([{ amount: order.total }]);
      const refunds = (await bank.refunds()).filter((refund) => refund.payment_intent === `pi_${round}`);
      expect(refunds.map(({ id, amount, metadata: { payout } }) => ({ payout, amount, id }))).toEqual(owed);
    }
  },
);
