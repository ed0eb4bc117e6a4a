import { expect } from 'vitest';
import { AppProcess } from '#tests/support/app-process.ts';
import { readLedger } from './ledger.ts';

/** Of the 28 rows, by hand from the shop's file: pieces times price, no discount, no delivery. */
const ALL_OWED = 61_957;

/** The program as a process of its own; killed when disposed of. */
export async function startedApp() {
  const app = await AppProcess.start();
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.kill().then(() => app.stop()) });
}

/** What the program owes, what it believes it paid and what the stand-in paid are the same, one for one, and nothing waits any more. */
export async function expectAllPaidOnce(app: AppProcess): Promise<void> {
  // A mail or a label that a killed worker had taken is done when its lease has run out.
  await expect
    .poll(() => readLedger(app.folder).effects, { timeout: 60_000, interval: 500 })
    .toEqual({
      done: expect.any(Number),
    });
  await app.kill();
  const { returns, payouts, refunds } = readLedger(app.folder);
  const byId = (rows: { id: string; amount: number }[]) => rows.map(({ id, amount }) => `${id} ${amount}`).toSorted();
  expect(byId(refunds)).toEqual(byId(payouts.map(({ refundRef, amount }) => ({ id: refundRef ?? 'none', amount }))));
  expect(refunds.map((refund) => refund.status)).toEqual(Array.from({ length: 28 }, () => 'succeeded'));
  expect(payouts.map((payout) => payout.state)).toEqual(Array.from({ length: 28 }, () => 'settled'));
  expect(refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(ALL_OWED);
  expect(returns).toEqual({ closed: 28 });
}
