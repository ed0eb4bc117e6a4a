import * as z from 'zod';
import { REFUND_STATUSES } from './context.ts';

const code = z.string().max(255).nullable();

export const payoutEvent = z.discriminatedUnion('type', [
  /** About to call the provider: written before the call, so that a crash is known to have an open end. */
  z.strictObject({ type: z.literal('send') }),
  /** What the provider says of the refund, by its answer, a webhook or a look-up: always its present state, never a difference. */
  z.strictObject({
    type: z.literal('report'),
    refundRef: z.string().max(255),
    status: z.enum(REFUND_STATUSES),
    failure: code,
    reference: code,
  }),
  /** The provider refused, and nothing was made. */
  z.strictObject({ type: z.literal('refuse'), failure: z.string().max(255) }),
  /** No answer: the refund may exist. */
  z.strictObject({ type: z.literal('lose') }),
  /** A look-up read the provider's list to its end and found nothing. */
  z.strictObject({ type: z.literal('miss') }),
  /** Deadline: nothing was heard for a while. */
  z.strictObject({ type: z.literal('check') }),
  /** A person tries again after a failure. */
  z.strictObject({ type: z.literal('retry') }),
]);
export type PayoutEvent = z.infer<typeof payoutEvent>;
