import { storedAddressSchema } from '#db/address.ts';
import type { NewEffect } from '#db/effects.ts';
import type { Order, OrderLine } from '#db/orders.ts';
import type { NewRow } from '#db/row.ts';

/** An instant on the first day of 2026, that many seconds after midnight UTC. */
export const at = (seconds: number): Temporal.Instant => Temporal.Instant.from('2026-01-01T00:00:00Z').add({ seconds });

export const anAddress = storedAddressSchema.parse({
  name: 'Ada Example',
  company: null,
  line1: '1 High Street',
  line2: null,
  city: 'Leeds',
  region: null,
  postcode: 'LS1 1AA',
  country: 'GB',
  phone: null,
});

export const anOrderLine = (id: string, position: number, changes: Partial<OrderLine> = {}): OrderLine => ({
  id,
  position,
  sku: `SKU-${position}`,
  title: 'A cup',
  variant: null,
  image: null,
  traits: ['final_sale'],
  quantity: 3,
  unitPrice: 1250,
  discountTotal: 50,
  taxTotal: 617,
  requiresShipping: true,
  returnedElsewhere: 0,
  shipmentId: null,
  vendor: null,
  category: null,
  tags: ['new'],
  couponTotal: null,
  weightGrams: null,
  ...changes,
});

/** An order `order-<key>` with one line, one parcel and one payment. */
export const anOrder = (key: string, changes: Partial<Order> = {}): Order => ({
  id: `order-${key}`,
  number: `#${key}`,
  numberKey: key,
  email: 'Ada@example.org',
  emailKey: 'ada@example.org',
  locale: 'en',
  country: 'GB',
  subdivision: null,
  timeZone: 'Europe/London',
  currency: 'GBP',
  placedAt: at(0),
  cancelledAt: null,
  taxIncluded: true,
  shippingPaid: 395,
  shippingStandard: null,
  shippingMethod: 'Standard',
  total: 4095,
  refundedElsewhere: 0,
  address: anAddress,
  source: 'test',
  contentHash: 'one',
  importedAt: at(10),
  version: 1,
  channel: null,
  customerTier: null,
  customerTags: ['vip'],
  couponCode: null,
  lines: [anOrderLine(`line-${key}`, 1)],
  shipments: [{ id: `shipment-${key}`, position: 1, dispatchedAt: at(20), deliveredAt: null }],
  payments: [
    {
      id: `payment-${key}`,
      position: 1,
      provider: 'stripe',
      reference: `pi_${key}`,
      amount: 4095,
      currency: 'GBP',
      label: null,
      taxTransaction: null,
    },
  ],
  ...changes,
});

const workflow = (id: string, state: string, context: unknown) => ({
  id,
  state,
  context,
  machineVersion: 1,
  version: 1,
  createdAt: at(0),
  updatedAt: at(0),
});

/** A return `return-<key>` of the order `order-<key>`. */
export const aReturn = (key: string, changes: Partial<NewRow<'returns'>> = {}): NewRow<'returns'> => ({
  ...workflow(`return-${key}`, 'open', {}),
  rmaCode: `RMA${key}`,
  orderId: `order-${key}`,
  draftId: `draft-${key}`,
  locale: 'en',
  timeZone: 'Europe/London',
  email: 'ada@example.org',
  country: 'GB',
  currency: 'GBP',
  resolution: 'refund',
  travel: 'label',
  quote: { some: 'quote' },
  settledQuote: null,
  total: 1200,
  refundDueAt: null,
  queueAt: at(1000),
  requestedAt: at(100),
  receivedAt: null,
  decidedAt: null,
  closedAt: null,
  withdrawalId: null,
  quoteInput: null,
  settledQuoteInput: null,
  assignedTo: null,
  review: false,
  uninspected: false,
  reasons: ' changed-mind ',
  ...changes,
});

const lineContext = (quantity: number, acceptedQuantity: number | null) => ({
  quantity,
  received: null,
  grade: null,
  acceptedQuantity,
  deduction: acceptedQuantity === null ? null : 0,
});

/** A line of a return; `accepted` pieces when it is decided. */
export const aReturnLine = (
  id: string,
  line: { returnId: string; orderLineId: string; position: number; quantity: number; state: string; accepted?: number },
): NewRow<'returnLines'> => ({
  ...workflow(id, line.state, lineContext(line.quantity, line.accepted ?? null)),
  returnId: line.returnId,
  orderLineId: line.orderLineId,
  position: line.position,
  quantity: line.quantity,
  reason: 'changed-mind',
  comment: null,
  verdict: {},
  policyVersionId: 'policy-1',
});

export const aPayout = (
  id: string,
  payout: { returnId: string; paymentId: string; position: number; amount: number; state: string; refundRef?: string },
): NewRow<'payouts'> => ({
  ...workflow(id, payout.state, {}),
  returnId: payout.returnId,
  paymentId: payout.paymentId,
  position: payout.position,
  amount: payout.amount,
  currency: 'GBP',
  refundRef: payout.refundRef ?? null,
});

export const anEffect = (id: string, changes: Partial<NewEffect> = {}): NewEffect => ({
  id,
  kind: 'refund',
  payload: { kind: 'refund', payoutId: 'payout-1', attempt: 1 },
  returnId: null,
  runAfter: at(0),
  createdAt: at(0),
  ...changes,
});
