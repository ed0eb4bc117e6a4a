import * as z from 'zod';

/** Why an account was sent back to the customer; the words stand in app/i18n under the same names. */
export const ACCOUNT_REFUSALS = ['account-not-found', 'name-differs', 'country-not-served', 'other'] as const;
export type AccountRefusal = (typeof ACCOUNT_REFUSALS)[number];

/** SHA-256 in hexadecimal of payout, amount, currency and account. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

const person = z.string().min(1).max(64);

/** Context of one bank transfer that people make. The account itself is never in it. */
export const transferContext = z.strictObject({
  id: z.string().min(1),
  payoutId: z.string().min(1),
  returnId: z.string().min(1),
  /** What the customer wants paid, and where; null while there is no account. */
  contentHash: contentHash.nullable(),
  /** The person of the staff who typed the account for the customer; null: the customer did. */
  givenBy: person.nullable(),
  /** Why the last account was sent back. */
  refusal: z.enum(ACCOUNT_REFUSALS).nullable(),
  /** What the first person says to have done at the bank, and of what. */
  record: z
    .strictObject({
      by: person,
      reference: z.string().min(1).max(64),
      /** The bank's day, ISO. */
      madeOn: z.iso.date(),
      contentHash,
    })
    .nullable(),
  confirmedBy: person.nullable(),
  /** The account is no longer stored. */
  erased: z.boolean(),
});
export type TransferContext = z.infer<typeof transferContext>;
