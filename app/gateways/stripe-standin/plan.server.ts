import type { Shape } from './object-shape.server.ts';
import { discoverPayment } from './paying.server.ts';
import type { World } from './world.server.ts';

/**
 * A request that was read and found well formed. `run` carries it out in one go, inside a transaction; what it wrote before
 * it refuses stays, as a declined payment does. `paymentRef` names the payment that must be looked up in the shop before.
 */
export interface Plan {
  paymentRef: string | null;
  /** The refund that it is about, when it names no payment. */
  refund?: string;
  run: () => Shape;
}

/** Lets the stand-in meet the payment that a plan needs. */
export async function prepare(world: World, { paymentRef }: Plan): Promise<void> {
  if (paymentRef !== null) await discoverPayment(world, paymentRef);
}

/** The payment that a plan works on; null for none. */
export function lockOf(world: World, { paymentRef, refund }: Plan): string | null {
  const named = refund === undefined ? paymentRef : (world.records.refunds.get(refund)?.intent ?? null);
  return named && (world.records.charges.get(named)?.intent ?? named);
}
