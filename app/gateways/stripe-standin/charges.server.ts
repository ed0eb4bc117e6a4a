import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, onlyKnown, readList } from './form.server.ts';
import type { ChargeRecord, RefundRecord } from './records.server.ts';
import { chargeShape, listShape, refundShape, type Shape } from './shapes.server.ts';
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
  if (!withRefunds) return chargeShape(charge, refunded);
  const newest = refunds.slice(0, 10).map(refundShape);
  return chargeShape(charge, refunded, listShape(`/v1/charges/${charge.id}/refunds`, newest, refunds.length > 10));
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

export function readCharge(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, ['refunds']);
  const charge = world.records.charges.get(id);
  if (!charge) throw refusals.missing('charge', id);
  return renderCharge(world, charge, expand.has('refunds'));
}
