import * as z from 'zod';
import type { Random } from '#tests/sim/random.ts';
import type { Bank } from '../process/bank.ts';
import { orderFile } from '../process/order-file.ts';
import type { Fleet } from './fleet.ts';
import type { Told } from './told.ts';

const sold = z.object({ orderId: z.string(), lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })) });
const drafted = z.object({ draftId: z.string() });
const sent = z.object({ returnId: z.string(), rmaCode: z.string() });
/** The early answer of a planted mistake names no sum. */
const decided = z.object({ total: z.int().nullable().default(null) });

export interface Shop {
  readonly fleet: Fleet;
  readonly bank: Bank;
  readonly told: Told;
  readonly random: Random;
}

/** One order from its sale to the last decision, by people who try again when nobody answers. Whatever they are told is kept. */
export async function liveThrough(shop: Shop, number: string): Promise<void> {
  const { orderId, lines } = await sell(shop, number);
  for (const line of lines) {
    if (shop.random.chance(0.25)) continue;
    const quantity = 1 + shop.random.below(line.quantity);
    await giveBack(shop, orderId, { lineId: line.lineId, quantity });
  }
}

async function sell({ fleet, bank, told, random }: Shop, number: string) {
  const file = orderFile({
    ...{ number, currency: 'EUR', reference: `pi_${number}`, shipping: random.below(900) },
    lines: [
      { quantity: 1 + random.below(3), unitPrice: 1 + random.below(9999) },
      { quantity: 1 + random.below(3), unitPrice: 1 + random.below(9999) },
    ],
  });
  const paymentMethod = random.chance(0.25) ? 'pm_card_pendingRefund' : 'pm_card_visa';
  bank.know(`pi_${number}`, { amount: file.total, currency: 'EUR', paymentMethod });
  const answer = await fleet.insist({ act: 'sell', csv: file.csv, number });
  if (answer.kind === 'refused') throw new Error(`an order was refused: ${answer.code}`);
  const order = sold.parse(answer.told);
  told.orders.add(order.orderId);
  told.add();
  return order;
}

async function giveBack(shop: Shop, orderId: string, line: { lineId: string; quantity: number }): Promise<void> {
  const { fleet, told, random } = shop;
  const answered = await fleet.insist({ act: 'draft', orderId, chosen: [line] });
  if (answered.kind === 'refused') throw new Error(`the answers were refused: ${answered.code}`);
  told.add();
  const { draftId } = drafted.parse(answered.told);
  const answer = await fleet.insist({ act: 'send', orderId, draftId });
  if (answer.kind === 'refused') throw new Error(`a return was refused: ${answer.code}`);
  const { returnId, rmaCode } = sent.parse(answer.told);
  told.returns.set(returnId, rmaCode);
  told.add();
  if (random.chance(0.15)) return cancel(shop, orderId, { returnId, rmaCode });
  if (random.chance(0.4)) await receive(shop, { returnId, rmaCode });
  // Two people at the desk, and two tabs of one.
  const persons = random.chance(0.3) ? 2 : 1;
  await Promise.all(Array.from({ length: persons }, () => decide(shop, returnId)));
}

async function cancel({ fleet, told }: Shop, orderId: string, { returnId, rmaCode }: z.output<typeof sent>) {
  const answer = await fleet.insist({ act: 'cancel', orderId, rmaCode });
  if (answer.kind === 'refused' && answer.code !== 'return.cancelled-before')
    throw new Error(`a cancellation was refused: ${answer.code}`);
  told.cancelled.add(returnId);
  told.add();
}

async function receive({ fleet, told }: Shop, { returnId, rmaCode }: z.output<typeof sent>): Promise<void> {
  const answer = await fleet.insist({ act: 'receive', rmaCode });
  if (answer.kind === 'refused') throw new Error(`a parcel was refused: ${answer.code}`);
  told.received.add(returnId);
  told.add();
}

async function decide(shop: Shop, returnId: string): Promise<void> {
  const answer = await shop.fleet.insist({ act: 'decide', returnId });
  if (answer.kind === 'done') shop.told.decide(returnId, decided.parse(answer.told).total);
  else if (answer.code === 'return.already-decided') shop.told.decide(returnId, null);
  // Somebody counted the parcel meanwhile: they look again.
  else if (answer.code === 'return.stale') return decide(shop, returnId);
  else throw new Error(`a decision was refused: ${answer.code}`);
  shop.told.add();
}
