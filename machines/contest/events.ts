import * as z from 'zod';
import { actor } from './context.ts';

export const contestEvent = z.discriminatedUnion('type', [
  /** Another person looked at it: the decision stands. */
  z.strictObject({ type: z.literal('uphold'), by: actor }),
  /** Another person looked at it: the customer gets so much more, in minor units. */
  z.strictObject({ type: z.literal('correct'), by: actor, amount: z.int().min(1) }),
]);
export type ContestEvent = z.infer<typeof contestEvent>;
