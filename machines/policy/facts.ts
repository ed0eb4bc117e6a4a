import type { Grade } from '#machines/line/codes.ts';
import type { ReasonCode } from '#machines/policy/reasons.ts';
import type { Resolution } from '#machines/policy/resolution.ts';

/** How the order reaches the customer; the law counts from another delivery for each (Directive 2011/83/EU art. 9(2)(b)). */
export const ORDER_SHAPES = ['single', 'multiItem', 'multiPiece', 'subscription'] as const;
export type OrderShape = (typeof ORDER_SHAPES)[number];

/**
 * What a product can be that matters to a rule. All but the first two are the identifiers of the statutory exceptions; `digital` is content not
 * on a tangible medium. The `…_unsealed` ones mark goods that were sold sealed: they stay returnable until the seal is broken.
 */
export const TRAITS = [
  'final_sale',
  'digital',
  'custom_made',
  'perishable',
  'sealed_hygiene_unsealed',
  'sealed_media_unsealed',
  'inseparably_mixed',
  'newspapers_periodicals',
  'alcohol_futures_price',
  'price_market_fluctuation',
  'public_auction',
  'date_specific_leisure',
  'prescription_medicine',
  'personal_use_goods',
  'not_resalable_by_nature',
] as const;
export type Trait = (typeof TRAITS)[number];

/** Everything a rule may know of one order line. Instants are absolute; local days are made from them in the consumer's zone. */
export type LineFacts = {
  order: {
    placedAt: Temporal.Instant;
    /** ISO 3166-1 alpha-2 of the delivery address; an unknown or empty code leaves only the merchant's policy. */
    country: string;
    /** ISO 3166-2 with or without the country part (`DE-BY` or `BY`); null when not known. */
    subdivision: string | null;
    currency: string;
    /** IANA zone of the delivery address; null: derived from country and subdivision. */
    timeZone: string | null;
    cancelledAt: Temporal.Instant | null;
    shape: OrderShape;
    /** Whether the customer was told of the right as the law wants; without it: told. */
    information?: { informed: boolean; informedAt: Temporal.Instant | null };
    /** Where it was sold, as the shop calls it; null: not known. */
    channel?: string | null;
    /** What the shop knows of the customer. */
    customer?: { tier: string | null; tags: readonly string[] };
    /** The coupon used; null: none, or not known. */
    couponCode?: string | null;
    /** Earlier returns of the same e-mail address, this order's included; the refund of each. Without it: not known. */
    earlierReturns?: readonly { at: Temporal.Instant; amount: number; currency: string }[];
  };
  line: {
    id: string;
    quantity: number;
    /** Pieces already returned or in a return that is under way. */
    alreadyReturned: number;
    /** Known traits act (see TRAITS), others are carried along without effect. */
    traits: readonly string[];
    requiresShipping: boolean;
    /** Delivery of this line; null: not known. */
    deliveredAt: Temporal.Instant | null;
    /** Delivery of every parcel of the order; null: not known or not yet. */
    allDeliveredAt: readonly (Temporal.Instant | null)[];
    /** When the line's parcel was sent; null: not known. */
    dispatchedAt?: Temporal.Instant | null;
    sku?: string;
    vendor?: string | null;
    category?: string | null;
    tags?: readonly string[];
    /** Minor units of the order's currency: one piece before discounts, and all discounts of the whole line. */
    unitPrice?: number;
    discountTotal?: number;
  };
  /** What is asked for. What is null is not known yet, and a rule that asks for it does not match. Without it: nothing is known. */
  request?: LineRequest;
};

/**
 * What the customer asked for a line, and what the dock found of it. `track`: `withdrawal` is the statutory statement, which no rule about
 * parcels or of the merchant can stand in front of.
 */
export type LineRequest = {
  track: 'return' | 'withdrawal';
  reason: ReasonCode | null;
  resolution: Resolution | null;
  grade: Grade | null;
};

export const NO_REQUEST: LineRequest = { track: 'return', reason: null, resolution: null, grade: null };
