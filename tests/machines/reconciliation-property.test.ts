import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type OurRefund,
  type TheirRefund,
} from '#machines/reconciliation/index.ts';
import { comparison, JUST_NOW, LONG_AGO, listed, own } from './reconciliation-table.ts';

interface Books {
  ours: OurRefund[];
  theirs: TheirRefund[];
}

const standings = ['succeeded', 'pending', 'action-needed', 'failed'] as const;

/** Refunds that both sides know alike: at every station, after an earlier attempt that failed, made outside, under way, or of another shop. */
const cleanPair = fc.record({
  standing: fc.constantFrom(...standings),
  amount: fc.integer({ min: 2, max: 1_000_000 }),
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
  minutes: fc.integer({ min: 0, max: 60 * 24 * 30 }),
  shape: fc.constantFrom('plain', 'plain', 'plain', 'retried', 'outside', 'young', 'foreign'),
});
type CleanPair = typeof cleanPair extends fc.Arbitrary<infer Value> ? Value : never;

function booksOf(pairs: readonly CleanPair[]): Books {
  const books: Books = { ours: [], theirs: [] };
  for (const [index, { standing, amount, currency, minutes, shape }] of pairs.entries()) {
    const [ref, payoutId] = [`re_${index}`, `p${index}`];
    const created = LONG_AGO.subtract({ minutes });
    const outside = shape === 'outside' || shape === 'foreign';
    const attempt = shape === 'retried' ? 2 : 1;
    const madeFor = outside ? null : { payoutId, attempt };
    const theirs = listed({ ref, amount, currency, created, madeFor, status: standing });
    if (shape === 'foreign') {
      books.theirs.push({ ...theirs, paymentRefs: [`pi_foreign_${index}`] });
      continue;
    }
    if (shape === 'retried') {
      books.theirs.push({ ...theirs, ref: `${ref}_first`, status: 'failed', madeFor: { payoutId, attempt: 1 } });
    }
    const changedAt = shape === 'young' ? JUST_NOW : created;
    const names = outside ? { payoutId: null, attempt: 0 } : { payoutId, attempt };
    books.ours.push(own({ ...names, refundRef: ref, amount, currency, changedAt, standing }));
    books.theirs.push({ ...theirs, status: shape === 'young' ? 'pending' : standing });
  }
  return books;
}

/** Makes one difference of a kind at a pair of its own, and says by which subject it must be found. */
function inject(books: Books, kind: DifferenceKind, index: number): string {
  const [ref, payoutId] = [`re_bad_${index}`, `bad${index}`];
  const ours = own({ refundRef: ref, payoutId, amount: 5000 + index });
  const theirs = listed({ ref, madeFor: { payoutId, attempt: 1 }, amount: 5000 + index });
  if (kind !== 'extra') books.ours.push(ours);
  if (kind === 'extra') books.theirs.push({ ...theirs, madeFor: index % 2 ? null : theirs.madeFor });
  if (kind === 'amount') books.theirs.push({ ...theirs, amount: theirs.amount + (index % 2 ? 1 : -1) });
  if (kind === 'currency') books.theirs.push({ ...theirs, currency: 'CHF' });
  if (kind === 'status') books.theirs.push({ ...theirs, status: index % 2 ? 'failed' : 'pending' });
  if (kind === 'duplicate') books.theirs.push(theirs, { ...theirs, ref: `${ref}_again` });
  return kind === 'duplicate' ? `duplicate:${ref}_again` : `${kind}:${ref}`;
}

const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] =>
  items
    .map((item, index) => ({ item, place: order[index % order.length] ?? 0 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const order = fc.array(fc.integer(), { minLength: 50, maxLength: 50 });

test('sets that agree raise no alarm, whatever their order', () => {
  const seen = { pairs: 0, alarms: 0 };
  const property = fc.property(fc.array(cleanPair, { minLength: 50, maxLength: 200 }), order, (pairs, places) => {
    const { ours, theirs } = booksOf(pairs);
    seen.pairs += pairs.length;
    seen.alarms += comparison(shuffled(ours, places), shuffled(theirs, places)).differences.length;
  });
  fc.assert(property, { numRuns: 150, seed: 21 });
  expect(seen.alarms).toBe(0);
  expect(seen.pairs).toBeGreaterThan(5000);
});

test('a hundred differences of all kinds among clean refunds: a hundred are found, and nothing else', () => {
  const kinds = fc.array(fc.constantFrom(...DIFFERENCE_KINDS), { minLength: 100, maxLength: 100 });
  const injected = new Map<DifferenceKind, number>();
  const property = fc.property(fc.array(cleanPair, { maxLength: 100 }), kinds, order, (pairs, bad, places) => {
    const books = booksOf(pairs);
    const expected = bad.map((kind, index) => inject(books, kind, index));
    for (const kind of bad) injected.set(kind, (injected.get(kind) ?? 0) + 1);
    const { differences } = comparison(shuffled(books.ours, places), shuffled(books.theirs, places));
    expect(differences.map(({ subject }) => subject).toSorted()).toEqual(expected.toSorted());
  });
  fc.assert(property, { numRuns: 60, seed: 21 });
  expect([...injected.keys()].toSorted()).toEqual([...DIFFERENCE_KINDS].toSorted());
  expect(Math.min(...injected.values())).toBeGreaterThan(500);
});
