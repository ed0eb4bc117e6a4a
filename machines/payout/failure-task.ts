/**
 * What a person has to do about a refund that came to nothing:
 * - `dispute`: the bank pays the customer by the dispute; no second refund,
 * - `other-way`: the same place will refuse it again, so the customer is asked for another one,
 * - `top-up`: the shop's balance at the provider was short; fill it, then try again,
 * - `restore`: somebody at the shop stopped it; find who and why, then try again,
 * - `decide`: nobody can tell from the reason; a person looks first.
 */
export const FAILURE_TASKS = ['dispute', 'other-way', 'top-up', 'restore', 'decide'] as const;
export type FailureTaskName = (typeof FAILURE_TASKS)[number];

export interface FailureTask {
  readonly task: FailureTaskName;
  /** The customer may take another way without waiting for anybody: the money is certainly still with the shop. */
  readonly customerChooses: boolean;
  /** A new refund to the same place can work. */
  readonly mayRetry: boolean;
}

const task = (name: FailureTaskName, customerChooses: boolean, mayRetry: boolean): FailureTask => ({
  task: name,
  customerChooses,
  mayRetry,
});

const SAME_PLACE_FAILS = task('other-way', true, false);
const TOP_UP = task('top-up', true, true);
/** A person looks first: the money may have gone out by another road. */
const LOOK_FIRST = task('decide', false, true);

/** By Stripe's failure reasons and by the refusals of our own port, hyphens for underscores. */
const TASKS: Readonly<Record<string, FailureTask>> = {
  'charge-for-pending-refund-disputed': task('dispute', false, false),
  'expired-or-canceled-card': SAME_PLACE_FAILS,
  'lost-or-stolen-card': SAME_PLACE_FAILS,
  declined: SAME_PLACE_FAILS,
  // The customer did not say where the money shall go, or ended the wait.
  canceled: task('other-way', true, true),
  // The bank sent a transfer back: the account was wrong, or is closed.
  'transfer-bounced': SAME_PLACE_FAILS,
  'insufficient-funds': TOP_UP,
  'insufficient-balance': TOP_UP,
  'merchant-request': task('restore', false, true),
  // The way of payment takes no refunds any more, and will not again.
  'window-over': task('decide', true, false),
  unknown: task('decide', true, true),
  disputed: LOOK_FIRST,
  'already-refunded': LOOK_FIRST,
  'over-refundable': LOOK_FIRST,
  misconfigured: LOOK_FIRST,
};

/**
 * The task that a failure reason names. A reason that is not known here is looked at by a person before anything else is done. `stopped` says that
 * we ended the wait ourselves: the provider then calls it the merchant's request.
 */
export function failureTask(failure: string | null, { stopped = false } = {}): FailureTask {
  const code = failure?.replaceAll('_', '-') ?? '';
  if (stopped && (code === 'merchant-request' || code === 'canceled')) return TASKS.canceled ?? LOOK_FIRST;
  return (Object.hasOwn(TASKS, code) ? TASKS[code] : undefined) ?? LOOK_FIRST;
}
