import type { Carrier } from '#app/gateways/carrier.ts';
import type { FileStore } from '#app/gateways/files.ts';
import type { Mailer } from '#app/gateways/mailer.ts';
import type { Payments } from '#app/gateways/payments.ts';
import type { Logger } from '#app/observe/logger.server.ts';
import type { CreditSettings } from '#app/services/credit-settings.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import type { Effect } from '#machines/effects.ts';

/** What the handlers reach outside with. */
export interface Gateways {
  readonly payments: Payments;
  readonly carrier: Carrier;
  readonly mailer: Mailer;
  readonly files: FileStore;
}

export interface EffectDeps extends ServiceDeps {
  readonly gateways: Gateways;
  readonly log: Logger;
  /** The address under which customers reach the portal, without a slash at the end. */
  readonly appUrl: string;
  /** Opens what `seal` closed, such as a one-time code on its way to the mail. */
  readonly unseal: (sealed: string) => string | null;
  /** How store credit is kept, and for how long. */
  readonly credits: CreditSettings;
  /** The secret part of the address of a withdrawal's receipt. */
  readonly receiptToken: (submissionKey: string) => string;
}

/** One lease of one effect. `attempts` counts this one. */
export interface Run {
  readonly id: string;
  readonly attempts: number;
  readonly createdAt: Temporal.Instant;
}

/** `later` runs it again, `park` leaves it for a person; both name why in a word that may stand in a log. */
export type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'later';
      readonly afterSeconds: number;
      readonly why: string;
      /** It only waited its turn: no attempt was made. */
      readonly waited?: boolean;
    }
  | { readonly kind: 'park'; readonly why: string };

export type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** One handler for each kind. It may run twice: it reports by a service, which hears the same thing twice without harm. */
export type Handler<Kind extends Effect['kind']> = (
  deps: EffectDeps,
  effect: EffectOf<Kind>,
  run: Run,
) => Promise<Outcome>;

export const done: Outcome = { kind: 'done' };
