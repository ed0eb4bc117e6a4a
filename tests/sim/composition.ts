import type { EffectDeps } from '#app/effects/effect-deps.ts';
import type { pollWhenDue } from '#app/effects/poller.server.ts';
import type { Handle } from '#app/effects/run-effect.server.ts';
import type { takeTurn } from '#app/effects/turn.server.ts';
import type { Payments } from '#app/gateways/payments.ts';
import type { Carry } from '#app/gateways/stripe-standin/in-process.server.ts';
import { bounceTransfer } from '#app/services/bounce-transfer.server.ts';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { recordTransfer } from '#app/services/record-transfer.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { retryEffect } from '#app/services/retry-effect.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import type { World } from './world.ts';

/** What people and the provider do to the product. */
export const services = {
  requestReturn,
  cancelReturn,
  receiveParcel,
  decideReturn,
  retryPayout,
  retryEffect,
  receiveStripeEvent,
  chooseOtherWay,
  recordTransfer,
  confirmTransfer,
  bounceTransfer,
};
export type Services = typeof services;

/** How a run is put together. A planted bug puts its own in the place of one of these, around the true one. */
export interface Composition {
  readonly carry?: (carry: Carry) => Carry;
  readonly payments?: (payments: Payments, world: World) => Payments;
  readonly deps?: (deps: EffectDeps, world: World) => EffectDeps;
  readonly handle?: (handle: Handle, world: World) => Handle;
  readonly services?: (services: Services, world: World) => Services;
  readonly poll?: (poll: typeof pollWhenDue) => typeof pollWhenDue;
  readonly turn?: (turn: typeof takeTurn, world: World) => typeof takeTurn;
}

export const asItIs: Composition = {};
