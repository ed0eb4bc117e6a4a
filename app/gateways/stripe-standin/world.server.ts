import type { RefundScript } from './controls.ts';
import type { ChargeRecord, PaymentMethod } from './payment-records.server.ts';
import type { Records } from './records.server.ts';
import type { StandInStore } from './store.server.ts';

/** A payment that the shop knows and the stand-in has not seen: it is taken as paid and captured in full. */
export interface FoundPayment {
  /** In the smallest unit of the currency, as Stripe counts it. */
  amount: number;
  currency: string;
  paymentMethod?: PaymentMethod;
  /** The type of another way of paying than cards: `ideal`, `sepa_debit`, `konbini`. */
  methodType?: string;
  /** Where Stripe can ask for bank details. */
  email?: string | null;
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
  /** Whether webhooks are kept back at present. */
  isHolding: () => boolean;
  /** The script for a refund of this charge, used up by asking. */
  takeScript: (charge: ChargeRecord) => RefundScript | null;
}

/** How the events of one request travel; anything but the usual is a scripted fault. */
export interface Travel {
  /** Two events can be made of one change. */
  events: 1 | 2;
  /** How often each is sent; 0 loses it. */
  copies: 0 | 1 | 2;
  afterMs: number;
  held: boolean;
  /** The last event goes first. */
  reversed: boolean;
}

export const usualTravel: Travel = { events: 1, copies: 1, afterMs: 0, held: false, reversed: false };

/** What caused a change; null ids for what happens by itself or in the Dashboard. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
  travel: Travel;
}

export const byItself: Cause = { requestId: null, idempotencyKey: null, travel: usualTravel };

export const secondsNow = (world: World): number => Math.floor(world.clock().epochMilliseconds / 1_000);
