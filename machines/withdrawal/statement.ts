import * as z from 'zod';

/** Lengths in UTF-16 units: what a person types, with room to spare, and little enough to be carried to the next page. */
export const NAME_LIMIT = 100;
export const CONTRACT_LIMIT = 160;
export const EMAIL_LIMIT = 254;
export const WORDS_LIMIT = 500;
/** Most lines of an order that a statement names one by one; who withdraws from more of them withdraws from the whole order. */
export const SCOPE_LINES_LIMIT = 300;

/**
 * What of the contract the statement means: all of it, named pieces, or what the customer wrote in their own words. Titles as they stood on the
 * page: the acknowledgement repeats what was confirmed.
 */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('lines'),
    lines: z
      .array(
        z.strictObject({
          lineId: z.string().min(1).max(64),
          title: z.string().max(300),
          quantity: z.int().min(1).max(100_000),
        }),
      )
      .min(1)
      .max(SCOPE_LINES_LIMIT),
  }),
  z.strictObject({ kind: z.literal('words'), words: z.string().min(1).max(WORDS_LIMIT) }),
]);
export type Scope = z.infer<typeof scopeSchema>;

/** Whether two statements about one contract mean the same of it; letter case and spaces of one's own words do not matter. */
export function sameScope(a: Scope, b: Scope): boolean {
  return scopeKey(a) === scopeKey(b);
}

function scopeKey(scope: Scope): string {
  if (scope.kind === 'all') return 'all';
  if (scope.kind === 'words')
    return `words ${scope.words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()}`;
  const lines = scope.lines.map(({ lineId, quantity }) => `${quantity} ${lineId}`).toSorted();
  return `lines ${JSON.stringify(lines)}`;
}
