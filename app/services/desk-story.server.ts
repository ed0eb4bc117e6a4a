import type { AutomationActRow } from '#db/automation-acts.ts';
import type { StoredRule } from '#db/automation-rules.ts';
import type { Order } from '#db/orders.ts';
import type { PayoutRow } from '#db/payouts.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import type { StaffMember } from '#db/staff.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { type PayoutEvent, payoutWorkflow, type RefundStatus } from '#machines/payout/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type TransferEvent, transferWorkflow } from '#machines/transfer/index.ts';
import { type AutomationTold, tellAutomation } from './automation-story.server.ts';
import { ruleName, ruleOf } from './rule-names.server.ts';

/** What is told of a parcel; that it came, or is no longer expected, is told by its return. */
const PARCEL_STEPS = ['label-ready', 'label-failed', 'draw-again', 'dispatched', 'label-wanted'] as const;

type PayoutStep = Exclude<PayoutEvent['type'], 'report' | 'check'>;

/** What happened, as a key of words and its figures. Starts of lines and parcels are told by the start of their return. */
export type StoryTold =
  | { readonly key: 'return.start' | 'return.receive' | 'return.cancel' | 'return.remind' }
  | { readonly key: 'return.decide' | 'return.settle' | 'return.reopen'; readonly amount: number }
  | {
      readonly key: 'line.inspect';
      readonly title: string;
      readonly pieces: number;
      readonly grade: Grade;
      readonly note: string | null;
    }
  | { readonly key: 'line.accept'; readonly title: string; readonly pieces: number }
  | {
      readonly key: 'line.reduce';
      readonly title: string;
      readonly pieces: number;
      readonly amount: number;
      readonly note: string | null;
    }
  | { readonly key: 'line.reject'; readonly title: string; readonly note: string | null }
  | { readonly key: `parcel.${(typeof PARCEL_STEPS)[number]}` }
  | { readonly key: `payout.${'start' | PayoutStep}`; readonly amount: number; readonly note?: string | null }
  | { readonly key: `payout.report.${RefundStatus}`; readonly amount: number }
  | { readonly key: `transfer.${TransferEvent['type']}`; readonly act: TransferEvent['type'] }
  | AutomationTold;

export type StoryActor = 'customer' | 'staff' | 'policy' | 'automation' | 'system' | 'provider';

export type DeskStep = StoryTold & {
  readonly id: string;
  readonly at: string;
  readonly actor: StoryActor;
  /** Who of the staff, or which rule of the desk; null for all others and for somebody who has left. */
  readonly name: string | null;
};

interface StoryFacts {
  readonly lines: readonly ReturnLine[];
  readonly order: Order;
  readonly payouts: readonly PayoutRow[];
  readonly staff: readonly StaffMember[];
  readonly rules: readonly StoredRule[];
  readonly acts: readonly AutomationActRow[];
}

/** The steps of a return in the order in which they happened, without those that say nothing to a person. */
export function viewStory(events: readonly WorkflowEventRow[], facts: StoryFacts): DeskStep[] {
  const steps: DeskStep[] = events.flatMap((event) => {
    const told = tellStep(event, facts);
    return told ? [{ ...told, id: event.id, at: event.at.toString(), ...actorOf(event.actor, facts) }] : [];
  });
  const acts = tellAutomation(facts.acts, facts.rules);
  return acts.length === 0 ? steps : [...steps, ...acts].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function actorOf(actor: string, { staff, rules }: StoryFacts): { actor: StoryActor; name: string | null } {
  if (actor.startsWith('staff:')) {
    return { actor: 'staff', name: staff.find((one) => `staff:${one.id}` === actor)?.name ?? null };
  }
  const rule = ruleOf(actor);
  if (rule !== null) return { actor: 'automation', name: ruleName(rule, rules) };
  if (actor === 'customer' || actor === 'policy') return { actor, name: null };
  return { actor: actor === 'stripe' ? 'provider' : 'system', name: null };
}

function tellStep(event: WorkflowEventRow, facts: StoryFacts): StoryTold | null {
  switch (event.subjectKind) {
    case 'return':
      return tellReturn(event);
    case 'line':
      return tellLine(event, facts);
    case 'parcel':
      return tellParcel(event);
    case 'payout':
      return tellPayout(event, facts);
    case 'transfer':
      return tellTransfer(event);
    default:
      return null;
  }
}

function tellReturn(row: WorkflowEventRow): StoryTold | null {
  if (row.type === 'start') return { key: 'return.start' };
  const event = returnWorkflow.event.parse(row.event);
  if (event.type === 'decide') return { key: 'return.decide', amount: event.owed };
  if (event.type === 'settle') return { key: 'return.settle', amount: event.outstanding };
  if (event.type === 'reopen') return { key: 'return.reopen', amount: event.outstanding };
  return { key: `return.${event.type}` };
}

function tellLine(row: WorkflowEventRow, { lines, order }: StoryFacts): StoryTold | null {
  if (row.type === 'start') return null;
  const orderLineId = lines.find((line) => line.id === row.subjectId)?.orderLineId;
  const title = order.lines.find((line) => line.id === orderLineId)?.title ?? '';
  const event = lineWorkflow.event.parse(row.event);
  if (event.type === 'cancel') return null;
  if (event.type === 'inspect') {
    return { key: 'line.inspect', title, pieces: event.received, grade: event.grade, note: event.note };
  }
  if (event.type === 'accept') return { key: 'line.accept', title, pieces: event.quantity };
  if (event.type === 'reject') return { key: 'line.reject', title, note: event.note };
  return { key: 'line.reduce', title, pieces: event.quantity, amount: event.deduction, note: event.note };
}

/** That the parcel came, or is no longer expected, is told by its return. */
function tellParcel(row: WorkflowEventRow): StoryTold | null {
  if (row.type === 'start') return null;
  const { type } = parcelWorkflow.event.parse(row.event);
  return type === 'receive' || type === 'void' ? null : { key: `parcel.${type}` };
}

function tellPayout(row: WorkflowEventRow, { payouts }: StoryFacts): StoryTold | null {
  const amount = payouts.find((payout) => payout.id === row.subjectId)?.amount ?? 0;
  if (row.type === 'start') return { key: 'payout.start', amount };
  const event = payoutWorkflow.event.parse(row.event);
  if (event.type === 'check') return null;
  return event.type === 'report'
    ? { key: `payout.report.${event.status}`, amount }
    : { key: `payout.${event.type}`, amount, note: event.type === 'cancel' ? (event.note ?? null) : null };
}

function tellTransfer(row: WorkflowEventRow): StoryTold | null {
  if (row.type === 'start') return null;
  const { type } = transferWorkflow.event.parse(row.event);
  return { key: `transfer.${type}`, act: type };
}
