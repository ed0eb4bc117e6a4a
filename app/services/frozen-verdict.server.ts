import { z } from 'zod';
import type { ReturnLine } from '#db/return-lines.ts';
import { type LineVerdict, LineVerdictSchema } from '#machines/policy/index.ts';
import { plainTerms } from '#machines/policy/line-terms.ts';

const FirstVerdictSchema = z.looseObject({ policyVersionId: z.string(), terms: z.undefined().optional() });

/** A verdict from before there were terms promised nothing but the window and the way back. */
function upgrade(stored: unknown): unknown {
  const first = FirstVerdictSchema.safeParse(stored);
  if (!first.success) return stored;
  return { resolutions: {}, ...first.data, terms: plainTerms(first.data.policyVersionId) };
}

const StoredVerdictSchema = z.preprocess(upgrade, LineVerdictSchema);

type Stored = Pick<ReturnLine, 'verdict' | 'settledVerdict'>;

/** What was promised for a line when its return was sent. */
export const promisedVerdict = (line: Pick<Stored, 'verdict'>): LineVerdict => StoredVerdictSchema.parse(line.verdict);

/** What holds for a line now: as decided at the desk, with the dock's grade, or as promised while nothing is decided. */
export const standingVerdict = (line: Stored): LineVerdict =>
  StoredVerdictSchema.parse(line.settledVerdict ?? line.verdict);

const KeptSchema = z.looseObject({
  terms: z.looseObject({
    keep: z.looseObject({ value: z.boolean() }),
    review: z.looseObject({ value: z.boolean() }),
  }),
});

/** Whether the customer was told to keep the goods. Reads no more of the verdict than that: lists ask it for each of many lines. */
export function isKept(line: Pick<Stored, 'verdict'>): boolean {
  return KeptSchema.safeParse(line.verdict).data?.terms.keep.value ?? false;
}

/** Whether a rule of the merchant wants a person to decide on the line. */
export function wantsPerson(line: Pick<Stored, 'verdict'>): boolean {
  return KeptSchema.safeParse(line.verdict).data?.terms.review.value ?? false;
}
