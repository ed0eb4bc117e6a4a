import type { TheirRefund } from '#machines/reconciliation/index.ts';

/** The provider's side of a comparison; whoever calls the services brings it. */
export interface ProviderBooks {
  /** All refunds made from `since` until before `until`, the newest first, to the end of the list. */
  list(span: { readonly since: Temporal.Instant; readonly until: Temporal.Instant }): AsyncIterable<TheirRefund>;
  /** The refund as it is now; null when there is none. */
  read(refundRef: string): Promise<TheirRefund | null>;
  /** The refund that was made for this attempt; null when there is none. */
  find(asked: {
    readonly paymentRef: string;
    readonly payoutId: string;
    readonly attempt: number;
  }): Promise<TheirRefund | null>;
}
