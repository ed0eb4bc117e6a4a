import * as z from 'zod';
import { DIFFERENCE_KINDS } from '#machines/reconciliation/index.ts';

const many = z.int().min(0);

/** What a run has counted so far, and what the check of the ledger at its end said. */
export const countsSchema = z.strictObject({
  /** Refunds that the provider listed. */
  read: many,
  agree: many,
  young: many,
  foreign: many,
  differences: z.partialRecord(z.enum(DIFFERENCE_KINDS), many),
  /** Earlier differences that are gone. */
  gone: many,
  ledger: z
    .strictObject({
      at: z.string(),
      ok: z.boolean(),
      returns: many,
      payments: many,
      found: many,
      problems: z.array(z.strictObject({ kind: z.string(), subject: z.string(), ledger: z.int(), expected: z.int() })),
    })
    .nullable(),
});
export type ReconciliationCounts = z.output<typeof countsSchema>;

export const NOTHING_COUNTED: ReconciliationCounts = {
  ...{ read: 0, agree: 0, young: 0, foreign: 0, differences: {}, gone: 0, ledger: null },
};
