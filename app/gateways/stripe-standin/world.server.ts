import type { PaymentMethod, Records } from './records.server.ts';
import type { StandInStore } from './store.server.ts';

/** A payment that the shop knows and the stand-in has not seen: it is taken as paid and captured in full. */
export interface FoundPayment {
  /** In the smallest unit of the currency, as Stripe counts it. */
  amount: number;
  currency: string;
  paymentMethod?: PaymentMethod;
}

export type FindPayment = (paymentRef: string) => Promise<FoundPayment | null>;

/** What the parts of the stand-in share. */
export interface World {
  records: Records;
  store: StandInStore;
  clock: () => Temporal.Instant;
  /** Makes an id from a prefix without underscore: `re` gives `re_…`. */
  newId: (prefix: string) => string;
  findPayment: FindPayment;
  /** How long a pending refund, or one that is going to fail, waits for its next state. */
  settleAfterMs: number;
  hasWebhook: boolean;
}

/** How the events of one request travel; anything but `once` is a scripted fault. `twin` makes two events of one change. */
export type EventTravel = 'once' | 'never' | 'twice' | 'twin';

/** What caused a change; null ids for what happens by itself or in the Dashboard. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
  travel: EventTravel;
}

export const byItself: Cause = { requestId: null, idempotencyKey: null, travel: 'once' };

export const secondsNow = (world: World): number => Math.floor(world.clock().epochMilliseconds / 1_000);
