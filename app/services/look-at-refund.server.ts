import type { Reader } from '#db/open.ts';
import { findOurRefunds, findPaymentRef, findPaymentsOf } from '#db/reconciliation-books.ts';
import { compare, type Difference, type OurRefund, type TheirRefund } from '#machines/reconciliation/index.ts';
import type { ProviderBooks } from './provider-books.ts';

/** What was sent or moved within the last minutes is still under way: an answer, an event and its effect take their time. */
export const UNDER_WAY = Temporal.Duration.from({ minutes: 15 });

/** What a second look is about: a difference as it was found, or as it is kept. */
export interface Looked {
  readonly refundRef: string | null;
  readonly payoutId: string | null;
  readonly paymentId: string | null;
  readonly attempt: number | null;
  /** The other refund of a duplicate. */
  readonly beside: string | null;
}

export const lookedOf = (difference: Difference): Looked => ({
  refundRef: difference.refundRef,
  payoutId: difference.payoutId,
  paymentId: difference.paymentId,
  attempt: difference.ours?.attempt ?? difference.theirs?.attempt ?? null,
  beside: difference.theirs?.beside ?? null,
});

export interface Look {
  readonly differences: readonly Difference[];
  /** Something moved it just now, so that this look says nothing. */
  readonly tooEarly: boolean;
}

/**
 * Looks at one refund by itself, at the source and in our books as they are now, and says how they differ. The list of a span can be older than
 * the books, and what stands at its edge can be in neither half: nothing is called a difference before this look has seen it too.
 */
export async function lookAtRefund(
  { db, clock }: { readonly db: Reader; readonly clock: () => Temporal.Instant },
  books: ProviderBooks,
  looked: Looked,
): Promise<Look> {
  const theirs = await readTheirs(db, books, looked);
  const refs = [
    ...new Set([...theirs.map(({ ref }) => ref), ...(looked.refundRef === null ? [] : [looked.refundRef])]),
  ];
  const payoutIds = [...theirs.flatMap(payoutsOf), ...(looked.payoutId === null ? [] : [looked.payoutId])];
  const found = await findOurRefunds(db, { refs, payoutIds: [...new Set(payoutIds)] });
  const payments = await findPaymentsOf(
    db,
    theirs.flatMap(({ paymentRefs }) => paymentRefs),
  );
  const settledBefore = clock().subtract(UNDER_WAY);
  const ours = found.map((own) => ({ ...own, expected: isAbout(own, looked) }));
  const { differences, young } = compare({ ours, theirs, payments, settledBefore });
  const about = differences.filter(({ refundRef }) => looked.refundRef === null || refundRef === looked.refundRef);
  return { differences: about, tooEarly: young > 0 };
}

const payoutsOf = ({ madeFor }: TheirRefund) => (madeFor === null ? [] : [madeFor.payoutId]);

const isAbout = (own: OurRefund, { refundRef, payoutId }: Looked): boolean =>
  refundRef === null ? own.payoutId === payoutId : own.refundRef === refundRef;

async function readTheirs(db: Reader, books: ProviderBooks, looked: Looked): Promise<TheirRefund[]> {
  const refs = [looked.refundRef, looked.beside].filter((ref) => ref !== null);
  if (refs.length > 0) return (await Promise.all(refs.map((ref) => books.read(ref)))).filter((found) => found !== null);
  const { payoutId, paymentId, attempt } = looked;
  if (payoutId === null || paymentId === null || attempt === null) return [];
  const paymentRef = await findPaymentRef(db, paymentId);
  const found = paymentRef === null ? null : await books.find({ paymentRef, payoutId, attempt });
  return found === null ? [] : [found];
}
