import * as z from 'zod';
import { WITHDRAWAL_ANSWERS, WITHDRAWAL_PROBLEMS } from './codes.ts';

const id = z.string().min(1).max(64);

export const withdrawalEvent = z.discriminatedUnion('type', [
  /** It has become a return. */
  z.strictObject({ type: z.literal('join'), returnId: id }),
  /** Nothing can come of it by itself. */
  z.strictObject({ type: z.literal('ask'), problem: z.enum(WITHDRAWAL_PROBLEMS) }),
  /** A person has found the order that it means. */
  z.strictObject({ type: z.literal('match'), orderId: id, problem: z.enum(WITHDRAWAL_PROBLEMS) }),
  /** A person has answered why nothing comes of it. */
  z.strictObject({ type: z.literal('answer'), answer: z.enum(WITHDRAWAL_ANSWERS) }),
  /** The same as an earlier statement, of which something has come or may still come. */
  z.strictObject({ type: z.literal('repeat'), of: id }),
]);
export type WithdrawalEvent = z.infer<typeof withdrawalEvent>;
