import type { Reader } from '#db/open.ts';
import {
  type BookPage,
  type BookPlace,
  type BookSpan,
  findOurRefunds,
  findPaymentsOf,
  pageOfOutside,
  pageOfSent,
} from '#db/reconciliation-books.ts';
import { type Comparison, compare, type Difference, type Slice } from '#machines/reconciliation/index.ts';
import type { ServiceDeps } from './deps.ts';
import { lookAtRefund, lookedOf, UNDER_WAY } from './look-at-refund.server.ts';
import type { ProviderBooks } from './provider-books.ts';

const PAGE = 500;

export interface SliceFindings extends Comparison {
  /** Refunds that the provider listed. */
  readonly read: number;
}

/**
 * Compares a stretch of the provider's list with our books both ways: each of its refunds with what we know of it, and each that we sent in that
 * time with the list. What looks different is looked at once more by itself, and only what that look says is a difference.
 */
export async function compareSlice(deps: ServiceDeps, books: ProviderBooks, slice: Slice): Promise<SliceFindings> {
  const theirs = await compareTheirs(deps, slice);
  const suspects = [...theirs.differences];
  let young = theirs.young;
  for await (const missing of compareOurs(deps, slice)) {
    suspects.push(...missing.differences);
    young += missing.young;
  }
  const differences = await certainOf(deps, books, suspects);
  // What the second look did not see again agrees.
  const seen = new Set(differences.map(({ refundRef }) => refundRef));
  const cleared = new Set(theirs.differences.map(({ refundRef }) => refundRef).filter((ref) => !seen.has(ref)));
  return { ...theirs, differences, young, agree: theirs.agree + cleared.size, read: slice.refunds.length };
}

async function certainOf(
  deps: ServiceDeps,
  books: ProviderBooks,
  suspects: readonly Difference[],
): Promise<Difference[]> {
  const certain = new Map<string, Difference>();
  const looks = new Map(suspects.map((suspect) => [suspect.refundRef ?? suspect.subject, lookedOf(suspect)]));
  for (const looked of looks.values()) {
    const { differences } = await lookAtRefund(deps, books, looked);
    for (const difference of differences) certain.set(difference.subject, difference);
  }
  return [...certain.values()];
}

async function compareTheirs({ db, clock }: ServiceDeps, { refunds }: Slice): Promise<Comparison> {
  const refs = refunds.map(({ ref }) => ref);
  const payoutIds = [...new Set(refunds.flatMap(({ madeFor }) => (madeFor ? [madeFor.payoutId] : [])))];
  const ours = await findOurRefunds(db, { refs, payoutIds });
  const references = refunds.flatMap(({ paymentRefs }) => paymentRefs);
  const payments = await findPaymentsOf(db, references);
  return compare({ ours, theirs: refunds, payments, settledBefore: clock().subtract(UNDER_WAY) });
}

/** Of what we sent in the stretch, what its list does not have. */
async function* compareOurs({ db, clock }: ServiceDeps, slice: Slice): AsyncGenerator<Comparison> {
  const listed = new Set(slice.refunds.map(({ ref }) => ref));
  const made = new Set(slice.refunds.map(({ madeFor }) => `${madeFor?.payoutId} ${madeFor?.attempt}`));
  const span = { since: slice.low, until: slice.high };
  for (const pageOf of [pageOfSent, pageOfOutside]) {
    for await (const page of pagesOf(db, pageOf, span)) {
      const ours = page.refunds.filter(({ refundRef, payoutId, attempt }) =>
        refundRef === null ? !made.has(`${payoutId} ${attempt}`) : !listed.has(refundRef),
      );
      yield compare({ ours, theirs: [], payments: new Map(), settledBefore: clock().subtract(UNDER_WAY) });
    }
  }
}

async function* pagesOf(
  db: Reader,
  pageOf: (db: Reader, span: BookSpan, after: BookPlace | null, limit: number) => Promise<BookPage>,
  span: BookSpan,
): AsyncGenerator<BookPage> {
  for (let after: BookPlace | null = null; ; ) {
    const page: BookPage = await pageOf(db, span, after, PAGE);
    yield page;
    if (page.next === null) return;
    after = page.next;
  }
}
