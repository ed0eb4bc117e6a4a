import * as z from 'zod';
import { ACCOUNT_REFUSALS, contentHash } from './context.ts';

/** A person of the staff, by id. */
const by = z.string().min(1).max(64);

export const transferEvent = z.discriminatedUnion('type', [
  /** Nobody has said yet where the money shall go: the customer is asked. */
  z.strictObject({ type: z.literal('ask') }),
  /** The account to be paid to, by the customer or, for them, by the desk; again as long as nobody has paid. */
  z.strictObject({ type: z.literal('give'), contentHash, by: by.nullable() }),
  /** Somebody looked at the account in full. */
  z.strictObject({ type: z.literal('reveal'), by }),
  /** The bank does not take this account: the customer is asked again. */
  z.strictObject({ type: z.literal('refuse'), by, reason: z.enum(ACCOUNT_REFUSALS) }),
  /** The first person has made the transfer at the bank. */
  z.strictObject({
    type: z.literal('record'),
    by,
    contentHash,
    reference: z.string().min(1).max(64),
    madeOn: z.iso.date(),
  }),
  /** The record was wrong: nothing was paid. */
  z.strictObject({ type: z.literal('void'), by }),
  /** The second person has found it at the bank. */
  z.strictObject({ type: z.literal('confirm'), by, contentHash }),
  /** The bank sent it back. */
  z.strictObject({ type: z.literal('bounce'), by, failure: z.string().min(1).max(64) }),
  /** The customer took another way, or the debt has ended. */
  z.strictObject({ type: z.literal('withdraw') }),
  /** Deadline: the account is needed no longer. */
  z.strictObject({ type: z.literal('erase') }),
]);
export type TransferEvent = z.infer<typeof transferEvent>;
