import { createIds } from '#app/ids.server.ts';
import { answerLine } from '#app/services/answer-line.server.ts';
import { answerRefund } from '#app/services/answer-refund.server.ts';
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { chooseLines } from '#app/services/choose-lines.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import type { Database } from '#db/open.ts';
import { insertOrder, type Order, type OrderLine } from '#db/orders.ts';
import { insertPolicyVersion } from '#db/policy-versions.ts';
import { saveShop } from '#db/shop.ts';
import type { RefundWay } from '#machines/answers.ts';
import type { PolicyDocument, ReasonCode } from '#machines/policy/index.ts';

export const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
const ADDRESS = {
  ...{ name: 'Ada Lovelace', company: null, line1: 'Lindenweg 1', line2: null, city: 'Berlin', region: null },
  ...{ postcode: '10115', country: 'DE', phone: null },
};

export interface TestShop extends ServiceDeps {
  /** Moves the clock. */
  readonly pass: (duration: Temporal.DurationLike) => void;
  /** The codes that were sealed, in order. */
  readonly codes: string[];
  readonly sealCode: (code: string) => string;
}

/** A shop with one policy: 30 days, the customer pays a label of 4.90; with rules and whatever else a test adds to it. */
export async function openShop(db: Database, changes: Partial<PolicyDocument> = {}): Promise<TestShop> {
  let now = NOW;
  const codes: string[] = [];
  await db.transaction(async (tx) => {
    await saveShop(tx, {
      ...{ name: 'Linden', supportEmail: 'help@linden.example', returnAddress: ADDRESS, locale: 'en', updatedAt: NOW },
    });
    await insertPolicyVersion(tx, {
      id: 'policy-1',
      effectiveFrom: Temporal.Instant.from('2020-01-01T00:00:00Z'),
      publishedAt: Temporal.Instant.from('2020-01-01T00:00:00Z'),
      publishedBy: 'system',
      reason: 'first',
      document: {
        schemaVersion: 2,
        default: {
          windowDays: 30,
          windowFrom: 'delivery',
          returnCost: { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } },
          refundOutboundShipping: false,
          finalSaleReturnable: false,
        },
        countries: {},
        markets: {},
        warehouses: {},
        seasons: [],
        rules: [],
        ...changes,
      },
    });
  });
  const sealCode = (code: string) => {
    codes.push(code);
    return `sealed-${codes.length}`;
  };
  const pass = (duration: Temporal.DurationLike) => {
    now = now.add(duration);
  };
  return { db, clock: () => now, ids: createIds(), wake: () => {}, pass, codes, sealCode };
}

export type LineChange = Partial<OrderLine> & { id: string };

/** An order of ten days ago, delivered five days ago, paid with one card. Ids begin with the order's. */
export async function sell(
  { db }: ServiceDeps,
  { id = 'o1', number = '#1001', lines, ...changes }: Partial<Omit<Order, 'lines'>> & { lines: readonly LineChange[] },
): Promise<Order> {
  const sold = lines.map((line, index) => makeLine(line, index + 1, `${id}-parcel`));
  const total = sold.reduce((sum, line) => sum + line.unitPrice * line.quantity - line.discountTotal, 0) + 590;
  const order: Order = {
    ...{ id, number, numberKey: number.replace('#', ''), email: 'Ada@example.com', emailKey: 'ada@example.com' },
    ...{ locale: 'en', country: 'DE', subdivision: null, timeZone: 'Europe/Berlin', currency: 'EUR' },
    ...{ placedAt: NOW.subtract({ hours: 240 }), cancelledAt: null, taxIncluded: true, shippingPaid: 590 },
    ...{ shippingStandard: 590, shippingMethod: 'Standard', total, refundedElsewhere: 0, address: ADDRESS },
    ...{ source: 'test', contentHash: id, importedAt: NOW, version: 1 },
    ...{ channel: null, customerTier: null, customerTags: [], couponCode: null },
    shipments: [
      {
        id: `${id}-parcel`,
        position: 1,
        dispatchedAt: NOW.subtract({ hours: 200 }),
        deliveredAt: NOW.subtract({ hours: 120 }),
      },
    ],
    payments: [
      {
        ...{ id: `${id}-payment`, position: 1, provider: 'stripe', reference: `pi_${id}`, amount: total },
        ...{ currency: 'EUR', label: 'Visa 4242' },
      },
    ],
    ...changes,
    lines: sold,
  };
  await db.transaction((tx) => insertOrder(tx, order));
  return order;
}

function makeLine(change: LineChange, position: number, shipmentId: string): OrderLine {
  return {
    ...{ position, sku: `SKU-${position}`, title: `Item ${position}`, variant: null, image: null, traits: [] },
    ...{ quantity: 1, unitPrice: 2000, discountTotal: 0, taxTotal: 319, requiresShipping: true },
    ...{ returnedElsewhere: 0, shipmentId },
    ...{ vendor: null, category: null, tags: [], couponTotal: null, weightGrams: null },
    ...change,
  };
}

/** A draft with every question answered; the lines come back because the customer changed their mind, or for the reason given. */
export async function answerAll(
  deps: ServiceDeps,
  orderId: string,
  chosen: readonly { lineId: string; quantity: number }[],
  {
    reason = 'changed-mind',
    travel = 'label',
    refund = 'original',
  }: { reason?: ReasonCode; travel?: 'label' | 'own' | null; refund?: RefundWay } = {},
): Promise<{ orderId: string; draftId: string }> {
  const { draftId } = await beginDraft(deps, { orderId });
  const draft = { orderId, draftId };
  const steps: { readonly ok: boolean }[] = [await chooseLines(deps, { ...draft, chosen })];
  for (const { lineId } of chosen) {
    steps.push(await answerLine(deps, { ...draft, lineId, reason, comment: null, seal: null }));
  }
  steps.push(await answerRefund(deps, { ...draft, refund }));
  if (travel) steps.push(await answerTravel(deps, { ...draft, travel }));
  const refused = steps.find((step) => !step.ok);
  if (refused) throw new Error(`the answers were refused: ${JSON.stringify(refused)}`);
  return draft;
}
