import { z } from 'zod';
import { CurrencySchema } from '#machines/money.ts';

/** The shop's own name of a request: without a colon, which names reversals here. */
export const requestKeySchema = z.string().regex(/^[\w.-]{1,100}$/);

/** Above any order, and far below what a number no longer holds exactly. */
const MOST = 100_000_000_000;

export const redemptionSchema = z.strictObject({
  requestKey: requestKeySchema,
  /** Minor units. */
  amount: z.int().min(1).max(MOST),
  currency: CurrencySchema,
  /** The shop's order. No control characters: people read it. */
  orderRef: z.string().regex(/^[^\p{Cc}\p{Cf}]{1,100}$/u),
});

export const MOST_BYTES = 4096;
