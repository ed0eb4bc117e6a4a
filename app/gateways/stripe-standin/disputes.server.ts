import { changeBalance } from './balances.server.ts';
import { readListExpand } from './charges.server.ts';
import type { DisputeMove, DisputeSpec, WarningSpec } from './controls.ts';
import type { DisputeRecord, DisputeStatus } from './dispute-records.server.ts';
import { disputeShape, warningShape } from './dispute-shape.server.ts';
import { refusals } from './errors.server.ts';
import { emit } from './events.server.ts';
import { type Form, mergeMetadata, onlyKnown, readMetadata, readText } from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { changedFields, listShape, type Shape } from './object-shape.server.ts';
import type { ChargeRecord } from './payment-records.server.ts';
import { moveRefund } from './refund-moves.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

const ended: readonly DisputeStatus[] = ['won', 'lost', 'warning_closed', 'prevented'];
const usualDueSeconds = 14 * 86_400;

const taken = ({ movements }: DisputeRecord): boolean => (movements.at(-1)?.amount ?? 0) < 0;

function moveFunds(world: World, dispute: DisputeRecord, to: 'withdrawn' | 'reinstated', cause: Cause): DisputeRecord {
  const amount = to === 'withdrawn' ? -dispute.amount : dispute.amount;
  const movement = { id: world.newId('txn'), amount, created: secondsNow(world) };
  const moved = { ...dispute, movements: [...dispute.movements, movement] };
  world.records.disputes.put(moved);
  changeBalance(world, dispute.currency, amount);
  emit(world, cause, `charge.dispute.funds_${to}`, disputeShape(moved));
  return moved;
}

// The dispute pays the customer now, so what was still on its way to him is called back.
function failPendingRefunds(world: World, charge: ChargeRecord, cause: Cause): void {
  const failure = { to: 'failed', failureReason: 'charge_for_pending_refund_disputed' } as const;
  for (const refund of world.records.refunds.list({ parent: charge.id, oldestFirst: true })) {
    if (refund.status === 'pending') moveRefund(world, refund.id, failure, cause);
  }
}

/** A customer's bank takes a payment back, or (an inquiry) asks about it. */
export function openDispute(world: World, charge: ChargeRecord, spec: DisputeSpec, cause: Cause): DisputeRecord {
  return world.store.transaction(() => {
    const inquiry = spec.inquiry ?? false;
    const created = secondsNow(world);
    const dispute: DisputeRecord = {
      id: world.newId('du'),
      charge: charge.id,
      intent: charge.intent,
      amount: spec.amount ?? charge.amountCaptured,
      currency: charge.currency,
      status: inquiry ? 'warning_needs_response' : 'needs_response',
      reason: spec.reason ?? 'fraudulent',
      inquiry,
      isChargeRefundable: spec.isChargeRefundable ?? inquiry,
      dueBy: created + (spec.dueInSeconds ?? usualDueSeconds),
      movements: [],
      metadata: {},
      created,
    };
    world.records.disputes.put(dispute);
    emit(world, cause, 'charge.dispute.created', disputeShape(dispute));
    if (inquiry) return dispute;
    failPendingRefunds(world, charge, cause);
    return moveFunds(world, dispute, 'withdrawn', cause);
  });
}

function refundableAfter(dispute: DisputeRecord, { status, isChargeRefundable }: DisputeMove): boolean {
  if (isChargeRefundable !== undefined) return isChargeRefundable;
  if (status === 'won' || status === 'warning_closed') return true;
  if (status === 'lost' || (dispute.inquiry && status === 'needs_response')) return false;
  return dispute.isChargeRefundable;
}

/**
 * Moves a dispute as the bank would. An inquiry that becomes a chargeback takes the money; a won one gives it back. A closed
 * dispute stays closed but for an appeal, and anything else asked of it throws.
 */
export function moveDispute(world: World, id: string, move: DisputeMove, cause: Cause): DisputeRecord {
  return world.store.transaction(() => {
    const dispute = world.records.disputes.get(id);
    if (!dispute) throw new RangeError(`no dispute ${id}`);
    const status = move.status ?? dispute.status;
    if (ended.includes(dispute.status) && status !== dispute.status && !/^appeal_|^won$|^lost$/.test(status)) {
      throw new RangeError(`a dispute does not go from ${dispute.status} to ${status}`);
    }
    const escalated = dispute.inquiry && !/^warning_/.test(status) && !ended.includes(status);
    let after: DisputeRecord = {
      ...dispute,
      status,
      inquiry: dispute.inquiry && !escalated,
      amount: move.amount ?? dispute.amount,
      isChargeRefundable: refundableAfter(dispute, move),
    };
    world.records.disputes.put(after);
    const closed = status !== dispute.status && ended.includes(status);
    const [was, is] = [disputeShape(dispute), disputeShape(after)];
    if (closed) emit(world, cause, 'charge.dispute.closed', is);
    else emit(world, cause, 'charge.dispute.updated', is, changedFields(was, is));
    const funds =
      move.funds ??
      (closed && status === 'won' && taken(after) ? 'reinstated' : escalated && !taken(after) ? 'withdrawn' : null);
    if (funds) after = moveFunds(world, after, funds, cause);
    const charge = escalated ? world.records.charges.get(dispute.charge) : null;
    if (charge) failPendingRefunds(world, charge, cause);
    return after;
  });
}

/** An issuer's early warning that a payment may be fraud. */
export function openWarning(world: World, charge: ChargeRecord, spec: WarningSpec, cause: Cause): string {
  return world.store.transaction(() => {
    const id = world.newId('issfr');
    const { id: chargeId, intent } = charge;
    const { fraudType = 'made_with_stolen_card', actionable = true } = spec;
    const warning = { id, charge: chargeId, intent, fraudType, actionable, created: secondsNow(world) };
    world.records.warnings.put(warning);
    emit(world, cause, 'radar.early_fraud_warning.created', warningShape(warning));
    return id;
  });
}

function find(world: World, id: string): DisputeRecord {
  const dispute = world.records.disputes.get(id);
  if (!dispute) throw refusals.missing('dispute', id, 'dispute');
  return dispute;
}

export function readDispute(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  return disputeShape(find(world, id));
}

export function listDisputes(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'charge', 'payment_intent']);
  readListExpand(form, []);
  const request = readPage(form);
  const intent = readText(form, 'payment_intent');
  const parent = readText(form, 'charge') ?? undefined;
  const fits = (dispute: DisputeRecord) => intent === null || dispute.intent === intent;
  const { items, hasMore } = page(world.records.disputes, 'dispute', request, { parent, fits });
  return listShape('/v1/disputes', items.map(disputeShape), hasMore);
}

/** Takes metadata; evidence is not kept here, and so refused as unknown. */
export function planDisputeUpdate(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['metadata', 'expand']);
  const sent = readMetadata(form);
  return () => {
    const dispute = find(world, id);
    const after = { ...dispute, metadata: mergeMetadata(dispute.metadata, sent) };
    world.records.disputes.put(after);
    const [was, is] = [disputeShape(dispute), disputeShape(after)];
    emit(world, cause, 'charge.dispute.updated', is, changedFields(was, is));
    return is;
  };
}

/** The merchant gives in: the dispute is lost. */
export function planDisputeClose(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['expand']);
  return () => {
    if (ended.includes(find(world, id).status))
      throw refusals.badState('This dispute is already closed.', 'dispute_closed');
    return disputeShape(moveDispute(world, id, { status: 'lost' }, cause));
  };
}
