import * as z from 'zod';
import { person } from './context.ts';

/** Minor units, as the person saw them. */
const amount = z.int().min(1);

export const goodwillEvent = z.discriminatedUnion('type', [
  /** It is within the budget of the person who gives it. */
  z.strictObject({ type: z.literal('give'), by: person, amount }),
  /** A second person agrees. */
  z.strictObject({ type: z.literal('agree'), by: person, amount }),
  z.strictObject({ type: z.literal('refuse'), by: person, amount }),
]);
export type GoodwillEvent = z.infer<typeof goodwillEvent>;
