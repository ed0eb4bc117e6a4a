import { chargeShape } from './charge-shape.server.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, onlyKnown, readList, readText } from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import type { ChargeRecord, RefundRecord } from './payment-records.server.ts';
import { refundShape } from './refund-shape.server.ts';
import type { World } from './world.server.ts';

const sum = (refunds: RefundRecord[]) => refunds.reduce((total, refund) => total + refund.amount, 0);

/** What is left to refund: captured, less every refund that did not fail, pending ones too. */
export function unrefunded(world: World, charge: ChargeRecord): number {
  const refunds = world.records.refunds.list({ parent: charge.id });
  return charge.amountCaptured - sum(refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled'));
}

export function renderCharge(world: World, charge: ChargeRecord, withRefunds = false): Shape {
  const refunds = world.records.refunds.list({ parent: charge.id });
  const refunded = sum(refunds.filter(({ status }) => status === 'succeeded'));
  const disputed = world.records.disputes.list({ parent: charge.id, limit: 1 }).length > 0;
  if (!withRefunds) return chargeShape(charge, { refunded, disputed });
  const newest = refunds.slice(0, 10).map(refundShape);
  const list = listShape(`/v1/charges/${charge.id}/refunds`, newest, refunds.length > 10);
  return chargeShape(charge, { refunded, disputed, refunds: list });
}

/** Reads `expand`; a field outside `possible` cannot be expanded. */
export function readExpand(form: Form, possible: readonly string[]): Set<string> {
  const wanted = readList(form, 'expand');
  for (const field of wanted) {
    if (!possible.includes(field))
      throw invalidRequest(`This property cannot be expanded (${field}).`, { param: 'expand' });
  }
  return new Set(wanted);
}

/** The same of a list, where each field stands behind `data.`. */
export function readListExpand(form: Form, possible: readonly string[]): Set<string> {
  const wanted = readExpand(
    form,
    possible.map((field) => `data.${field}`),
  );
  return new Set([...wanted].map((field) => field.slice('data.'.length)));
}

export function readCharge(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, ['refunds']);
  const charge = world.records.charges.get(id);
  if (!charge) throw refusals.missing('charge', id);
  return renderCharge(world, charge, expand.has('refunds'));
}

export function listCharges(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'payment_intent']);
  const expand = readListExpand(form, ['refunds']);
  const request = readPage(form);
  const parent = readText(form, 'payment_intent') ?? undefined;
  const { items, hasMore } = page(world.records.charges, 'charge', request, { parent });
  const data = items.map((charge) => renderCharge(world, charge, expand.has('refunds')));
  return listShape('/v1/charges', data, hasMore);
}
