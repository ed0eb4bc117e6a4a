import type { TheirRefund } from './records.ts';

/** A stretch of time with all that the provider made in it: from `low` until before `high`. */
export interface Slice {
  readonly low: Temporal.Instant;
  readonly high: Temporal.Instant;
  readonly refunds: readonly TheirRefund[];
}

/**
 * Cuts a list that comes newest first, as providers list, into stretches of about `size` refunds, so that a list of any length is compared with
 * little in memory. Cut only between two seconds, the provider's own measure, and without gaps: together they are all of `since` to `until`.
 * Throws when the list is out of order or beside the span, because then something of it might be missed.
 */
export async function* slicesOf(
  refunds: AsyncIterable<TheirRefund>,
  span: { readonly since: Temporal.Instant; readonly until: Temporal.Instant },
  size: number,
): AsyncGenerator<Slice> {
  let high = span.until;
  let held: TheirRefund[] = [];
  let last: Temporal.Instant | null = null;
  for await (const refund of refunds) {
    const { created } = refund;
    const outside =
      Temporal.Instant.compare(created, span.until) >= 0 || Temporal.Instant.compare(created, span.since) < 0;
    if (outside) throw new RangeError(`refund ${refund.ref} of ${created} is outside of what was asked for`);
    if (last && Temporal.Instant.compare(created, last) > 0) throw new RangeError('the list is not newest first');
    if (last && held.length >= size && Temporal.Instant.compare(second(created), second(last)) < 0) {
      const low = second(last);
      yield { low, high, refunds: held };
      [high, held] = [low, []];
    }
    held.push(refund);
    last = created;
  }
  yield { low: span.since, high, refunds: held };
}

const second = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'second', roundingMode: 'floor' });
