import type { FileRecord } from '#db/files.ts';
import type { Order } from '#db/orders.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { SEALS, type Seal } from '#machines/answers.ts';
import { restore } from '#machines/kernel.ts';
import { type Grade, LINE_STATES, type LineEvent, type LineState, lineWorkflow } from '#machines/line/index.ts';
import { type LineVerdict, LineVerdictSchema, type ReasonCode, type RuleVerdict } from '#machines/policy/index.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import { dockNote, reasonOf } from './view-dock-return.server.ts';

/** What one rule said, with the number of the policy version that it read. */
export interface Receipt {
  readonly rule: string;
  readonly scope: RuleVerdict['scope'];
  readonly outcome: RuleVerdict['outcome'];
  readonly code: string;
  /** Local day, ISO. */
  readonly lastDay: string | null;
  readonly policyNumber: number | null;
}

export type DeskDecision = Extract<LineEvent, { type: 'accept' | 'reduce' | 'reject' }>;

export interface DeskLine {
  readonly id: string;
  readonly orderLineId: string;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string;
  readonly image: string | null;
  readonly state: LineState;
  readonly quantity: number;
  readonly reason: ReasonCode;
  readonly comment: string | null;
  /** What the customer said of the seal; null where it was not asked. */
  readonly seal: Seal | null;
  readonly counted: number | null;
  readonly grade: Grade | null;
  readonly dockNote: string | null;
  /** Ids of photos. */
  readonly customerPhotos: readonly string[];
  readonly dockPhotos: readonly string[];
  /** Pieces that can be accepted at the most: those that are here, and not more than announced. */
  readonly acceptable: number;
  readonly decision: DeskDecision | null;
  readonly verdict: {
    readonly outcome: LineVerdict['outcome'];
    readonly lastDay: string | null;
    readonly policyNumber: number | null;
  };
  readonly receipts: readonly Receipt[];
}

export interface LineFactsForDesk {
  readonly order: Order;
  readonly events: readonly WorkflowEventRow[];
  readonly files: readonly FileRecord[];
  readonly versions: readonly PublishedPolicy[];
}

/** One line with what its customer said, what the dock found, what the rules say and what was decided. */
export function viewDeskLine(line: ReturnLine, { order, events, files, versions }: LineFactsForDesk): DeskLine {
  const sold = order.lines.find((one) => one.id === line.orderLineId);
  const state = LINE_STATES.find((one) => one === line.state);
  if (!sold || !state) throw new Error(`return line ${line.id} fits neither its order nor its machine`);
  const { received: counted, grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  const { id, orderLineId, quantity, comment } = line;
  const { title, variant, sku, image } = sold;
  const own = files.filter((file) => file.orderLineId === orderLineId);
  const numberOf = (versionId: string | null) => versions.find((one) => one.id === versionId)?.number ?? null;
  return {
    ...{ id, orderLineId, title, variant, sku, image, state, quantity, comment, counted, grade },
    reason: reasonOf(line),
    seal: SEALS.find((seal) => seal === line.seal) ?? null,
    dockNote: dockNote(id, events),
    customerPhotos: own.filter((file) => file.kind === 'photo').map((file) => file.id),
    dockPhotos: own.filter((file) => file.kind === DOCK_PHOTO).map((file) => file.id),
    acceptable: Math.min(quantity, counted ?? quantity),
    decision: decisionOf(id, events),
    ...policyOf(LineVerdictSchema.parse(line.verdict), numberOf),
  };
}

function policyOf(verdict: LineVerdict, numberOf: (versionId: string | null) => number | null) {
  const lastDay = verdict.outcome === 'returnable' ? (verdict.until?.lastDay ?? null) : verdict.endedOn;
  const receipts = verdict.receipts.map(({ rule, scope, outcome, code, until, policyVersionId }) => ({
    ...{ rule, scope, outcome, code, lastDay: until?.lastDay ?? null, policyNumber: numberOf(policyVersionId) },
  }));
  return { verdict: { outcome: verdict.outcome, lastDay, policyNumber: numberOf(verdict.policyVersionId) }, receipts };
}

function decisionOf(lineId: string, events: readonly WorkflowEventRow[]): DeskDecision | null {
  const found = events.findLast(
    ({ subjectId, type }) => subjectId === lineId && (type === 'accept' || type === 'reduce' || type === 'reject'),
  );
  const event = found ? lineWorkflow.event.parse(found.event) : null;
  return event?.type === 'accept' || event?.type === 'reduce' || event?.type === 'reject' ? event : null;
}
