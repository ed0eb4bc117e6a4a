import { createHash } from 'node:crypto';

export type ImportedLine = {
  id: string;
  position: number;
  sku: string;
  title: string;
  variant: string | null;
  image: string | null;
  traits: string[];
  quantity: number;
  unitPrice: number;
  discountTotal: number;
  taxTotal: number;
  requiresShipping: boolean;
  returnedElsewhere: number;
  shipmentId: string | null;
  vendor: string | null;
  category: string | null;
  tags: string[];
  couponTotal: number | null;
  /** Left out where the file names none, so that the hash of all other orders stays as it was. */
  serials?: string[];
  /** Of one piece. */
  weightGrams: number | null;
};

/** What follows from an order's place and file, and is not said of a line by itself. */
type StoredOnly = 'id' | 'position' | 'shipmentId' | 'variant' | 'image' | 'returnedElsewhere' | 'weightGrams';

export type ImportedAddress = {
  name: string;
  company: string | null;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postcode: string;
  country: string;
  phone: string | null;
};

/** What a file says of an order, apart from ids; amounts in minor units of `currency`. */
export type OrderContent = {
  number: string;
  numberKey: string;
  email: string | null;
  emailKey: string | null;
  country: string;
  subdivision: string | null;
  currency: string;
  placedAt: Temporal.Instant;
  cancelledAt: Temporal.Instant | null;
  taxIncluded: boolean;
  shippingPaid: number;
  shippingMethod: string | null;
  total: number;
  refundedElsewhere: number;
  address: ImportedAddress;
  channel: string | null;
  customerTier: string | null;
  customerTags: string[];
  couponCode: string | null;
  lines: (Omit<ImportedLine, StoredOnly> & {
    dispatched: boolean;
    /** Left out where the file names none, as with serial numbers. */
    weightGrams?: number;
  })[];
  dispatchedAt: Temporal.Instant | null;
  payments: { provider: string; reference: string; amount: number; label: string | null }[];
};

/** An order as it is to be stored, but for the instant of the import and the row's version. */
export type ImportedOrder = Omit<OrderContent, 'lines' | 'dispatchedAt' | 'payments'> & {
  id: string;
  locale: string | null;
  timeZone: string | null;
  shippingStandard: number | null;
  source: string;
  contentHash: string;
  lines: ImportedLine[];
  shipments: {
    id: string;
    position: number;
    dispatchedAt: Temporal.Instant | null;
    deliveredAt: Temporal.Instant | null;
  }[];
  payments: (OrderContent['payments'][number] & { id: string; position: number; currency: string })[];
};

/** Raise it when the reading of a file changes, so that the next import of the same file brings the orders up to date. */
const READING = 2;

/**
 * Gives an order the ids that follow from its number and the hash that follows from its content: an import that was interrupted can be run
 * again, and the same file twice changes nothing. What was dispatched is one parcel, because the export tells of no other; when it arrived is
 * not in the export, so no legal period has ended for it.
 */
export function toImportedOrder(content: OrderContent, source: string): ImportedOrder {
  const { lines, dispatchedAt, payments, ...order } = content;
  const id = `order-${sha256(content.numberKey).slice(0, 24)}`;
  const parcel = { id: `${id}-s1`, position: 1, dispatchedAt, deliveredAt: null };
  return {
    ...order,
    id,
    locale: null,
    timeZone: null,
    shippingStandard: null,
    source,
    contentHash: sha256(JSON.stringify([READING, source, content])),
    lines: lines.map(({ dispatched, weightGrams = null, ...line }, index) => ({
      ...line,
      weightGrams,
      id: `${id}-l${index + 1}`,
      position: index + 1,
      variant: null,
      image: null,
      returnedElsewhere: 0,
      shipmentId: dispatched ? parcel.id : null,
    })),
    shipments: lines.some((line) => line.dispatched) ? [parcel] : [],
    payments: payments.map((payment, index) => ({
      ...payment,
      id: `${id}-p${index + 1}`,
      position: index + 1,
      currency: order.currency,
    })),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
