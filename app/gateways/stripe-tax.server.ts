import type Stripe from 'stripe';
import { z } from 'zod';
import type { TaxOutcome, TaxReversal } from './payments.ts';
import { readFault, undecidedOf } from './stripe-errors.server.ts';

const transaction = z.object({ id: z.string().min(1).max(255) });

/** A reference is unique among all transactions for ever, so that it is also the key that may be sent again. */
async function made(ask: () => Promise<unknown>): Promise<TaxOutcome> {
  try {
    const answer = transaction.safeParse(await ask());
    if (answer.success) return { kind: 'accepted', ref: answer.data.id };
    return { kind: 'unknown', why: 'unreadable', detail: `a tax transaction that cannot be read: ${answer.error}` };
  } catch (error) {
    return undecidedOf(error) ?? { kind: 'refused', code: 'refused', detail: readFault(error).message };
  }
}

/** Takes back a sum, tax included, spread over what is left of the sale. */
export function reverseTax(stripe: Stripe, { transactionRef, reference, amount }: TaxReversal): Promise<TaxOutcome> {
  return made(() =>
    stripe.tax.transactions.createReversal(
      { mode: 'partial', original_transaction: transactionRef, reference, flat_amount: -amount },
      { idempotencyKey: reference },
    ),
  );
}

/** Reverses a reversal in full. */
export function undoTaxReversal(
  stripe: Stripe,
  { reversalRef, reference }: { reversalRef: string; reference: string },
): Promise<TaxOutcome> {
  return made(() =>
    stripe.tax.transactions.createReversal(
      { mode: 'full', original_transaction: reversalRef, reference },
      { idempotencyKey: reference },
    ),
  );
}
