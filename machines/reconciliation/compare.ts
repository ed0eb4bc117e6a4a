import type { Difference, DifferenceKind, OurPayment, OurRefund, TheirRefund } from './records.ts';

export interface Compared {
  /** What we know of the refunds in `theirs`, and of those that `theirs` must have. */
  readonly ours: readonly OurRefund[];
  readonly theirs: readonly TheirRefund[];
  /** Our payments that `theirs` name, by the provider's id. A refund of any other payment is none of this shop's. */
  readonly payments: ReadonlyMap<string, OurPayment>;
  /** What was made or moved from here on is still under way, and no difference. */
  readonly settledBefore: Temporal.Instant;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Refunds that both sides know alike. */
  readonly agree: number;
  /** Refunds that are still under way. */
  readonly young: number;
  /** Refunds of payments that are not this shop's, or from before their order came here. */
  readonly foreign: number;
}

type Verdict = readonly Difference[] | 'young' | 'foreign';

/**
 * Says where the provider's refunds and ours differ. A pair is found by the provider's id, or by what we wrote on the refund when we asked for it.
 *
 * - `missing`: we think it was made, and the provider does not have it.
 * - `extra`: it holds or has sent money of a payment of ours, and we do not know it.
 * - `duplicate`: it holds money for a payout that another refund pays.
 * - `amount`, `currency`, `status`: both know it, and say different things of it.
 *
 * A refund that failed and that we never heard of moved nothing, so it is no difference; nor is the failed refund of an earlier attempt.
 */
export function compare({ ours, theirs, payments, settledBefore }: Compared): Comparison {
  const known = indexOf(ours);
  const inOrder = theirs.toSorted((a, b) => Temporal.Instant.compare(a.created, b.created) || (a.ref < b.ref ? -1 : 1));
  const paired = new Map<OurRefund, TheirRefund>();
  for (const refund of inOrder) {
    const own = pairOf(refund, known);
    if (own && !paired.has(own)) paired.set(own, refund);
  }
  const young = (instant: Temporal.Instant) => Temporal.Instant.compare(instant, settledBefore) >= 0;
  const judge = (refund: TheirRefund): Verdict => {
    const own = pairOf(refund, known);
    const other = refund.madeFor && known.byPayout.get(refund.madeFor.payoutId);
    if (young(refund.created) || (own && young(own.changedAt)) || (other && young(other.changedAt))) return 'young';
    if (own && paired.get(own) === refund) return pairDifferences(own, refund);
    if (other) return withPayout(other, refund, paired.get(other) ?? null);
    return unknownRefund(refund, payments);
  };
  const verdicts = inOrder.map(judge);
  const absent = ours.filter((own) => mustBeThere(own) && !paired.has(own));
  const missing = absent.filter((own) => !young(own.changedAt)).map(missingDifference);
  return {
    differences: [...verdicts.flatMap((verdict) => (typeof verdict === 'string' ? [] : verdict)), ...missing],
    agree: verdicts.filter((verdict) => verdict.length === 0).length,
    young: verdicts.filter((verdict) => verdict === 'young').length + absent.length - missing.length,
    foreign: verdicts.filter((verdict) => verdict === 'foreign').length,
  };
}

interface Known {
  readonly byRef: ReadonlyMap<string, OurRefund>;
  readonly byPayout: ReadonlyMap<string, OurRefund>;
}

function indexOf(ours: readonly OurRefund[]): Known {
  const byRef = new Map<string, OurRefund>();
  const byPayout = new Map<string, OurRefund>();
  for (const own of ours) {
    if (own.refundRef !== null) byRef.set(own.refundRef, own);
    if (own.payoutId !== null) byPayout.set(own.payoutId, own);
  }
  return { byRef, byPayout };
}

/** Ours of this refund: the one with its id, or the attempt that asked for it and has heard of none yet. */
function pairOf({ ref, madeFor }: TheirRefund, { byRef, byPayout }: Known): OurRefund | null {
  const own = byRef.get(ref);
  if (own || madeFor === null) return own ?? null;
  const asked = byPayout.get(madeFor.payoutId);
  return asked && asked.refundRef === null && asked.attempt === madeFor.attempt ? asked : null;
}

const holdsMoney = ({ status }: TheirRefund): boolean => status !== 'failed';

const mustBeThere = ({ expected, refundRef, standing }: OurRefund): boolean =>
  expected && (refundRef !== null || standing === 'in-flight');

function pairDifferences(own: OurRefund, refund: TheirRefund): Difference[] {
  const differences: Difference[] = [];
  // In another currency the amounts mean nothing beside each other.
  if (own.currency !== refund.currency) differences.push(difference('currency', own, refund));
  else if (own.amount !== refund.amount) differences.push(difference('amount', own, refund));
  // The provider's new word is one that we keep apart until somebody has read it, so it agrees with a refund of open end.
  const heard = own.standing === 'in-flight' && own.refundRef !== null ? 'unknown' : own.standing;
  if (heard !== refund.status) differences.push(difference('status', own, refund));
  return differences;
}

/** A refund that names a payout of ours whose present refund is another one. */
function withPayout(own: OurRefund, refund: TheirRefund, paired: TheirRefund | null): Difference[] {
  if (!holdsMoney(refund)) return [];
  const pays = own.standing !== 'none' && own.standing !== 'failed';
  const beside = own.refundRef ?? paired?.ref ?? null;
  if (pays || (paired !== null && holdsMoney(paired))) return [difference('duplicate', own, refund, beside)];
  return [difference('status', own, refund)];
}

function unknownRefund(refund: TheirRefund, payments: Compared['payments']): Verdict {
  const payment = refund.paymentRefs.map((ref) => payments.get(ref)).find((one) => one !== undefined);
  if (payment === undefined || Temporal.Instant.compare(refund.created, second(payment.since)) < 0) return 'foreign';
  return holdsMoney(refund) ? [{ ...difference('extra', null, refund), paymentId: payment.id }] : [];
}

/** The provider counts in seconds. */
const second = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'second', roundingMode: 'floor' });

const missingDifference = (own: OurRefund): Difference => difference('missing', own, null);

function difference(
  kind: DifferenceKind,
  own: OurRefund | null,
  refund: TheirRefund | null,
  beside: string | null = null,
): Difference {
  const refundRef = refund?.ref ?? own?.refundRef ?? null;
  const subject = `${kind}:${refundRef ?? `${own?.payoutId}:${own?.attempt}`}`;
  return {
    ...{ kind, subject, refundRef },
    payoutId: own?.payoutId ?? refund?.madeFor?.payoutId ?? null,
    paymentId: own?.paymentId ?? null,
    ours: own && oursOf(own),
    theirs: refund && theirsOf(refund, beside),
  };
}

const oursOf = ({ payoutId, attempt, refundRef, amount, currency, standing }: OurRefund) => ({
  ...{ payoutId, attempt, refundRef, amount, currency, standing },
});

const theirsOf = ({ ref, status, amount, currency, madeFor, created }: TheirRefund, beside: string | null) => ({
  ...{ ref, status, amount, currency, beside },
  attempt: madeFor?.attempt ?? null,
  created: created.toString(),
});
