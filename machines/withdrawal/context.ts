import * as z from 'zod';
import { WITHDRAWAL_ANSWERS, WITHDRAWAL_PROBLEMS } from './codes.ts';

/** Context of a statement of withdrawal. */
export const withdrawalContext = z.strictObject({
  id: z.string().min(1),
  /** Sent by somebody who had proved to own the order: then the address for the acknowledgement need not be the order's. */
  proved: z.boolean(),
  /** Why a person has to look; null while none has to, and when it is settled. */
  problem: z.enum(WITHDRAWAL_PROBLEMS).nullable(),
  /** What the customer was answered; null: not answered. */
  answer: z.enum(WITHDRAWAL_ANSWERS).nullable(),
});
export type WithdrawalContext = z.infer<typeof withdrawalContext>;
