import type { FileRecord } from '#db/files.ts';
import type { Order } from '#db/orders.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { SEALS, type Seal } from '#machines/answers.ts';
import { restore } from '#machines/kernel.ts';
import { type Grade, LINE_STATES, type LineEvent, type LineState, lineWorkflow } from '#machines/line/index.ts';
import { gradeDeduction } from '#machines/policy/grade-deduction.ts';
import { type LineVerdict, type Quote, type ReasonCode, termsFor } from '#machines/policy/index.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import { isKept, standingVerdict, wantsPerson } from './frozen-verdict.server.ts';
import { settleVerdict } from './settled-verdict.server.ts';
import { dockNote, reasonOf } from './view-dock-return.server.ts';

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
  /** The standing verdict in full: as decided, or as promised. */
  readonly standing: LineVerdict;
  /** The customer was told to keep it. */
  readonly kept: boolean;
  /** A rule of the merchant's wants a person to decide. */
  readonly review: boolean;
  /** What the merchant's rules would take off for the dock's grade; null where nothing. */
  readonly suggested: { readonly amount: number; readonly percent: number; readonly reason: string } | null;
  /** The refund went ahead, and the dock found something else than was announced. */
  readonly differsAfterwards: boolean;
}

export interface LineFactsForDesk {
  readonly order: Order;
  readonly events: readonly WorkflowEventRow[];
  readonly files: readonly FileRecord[];
  readonly versions: readonly PublishedPolicy[];
  /** The refund as announced: what a suggested deduction is a part of. */
  readonly asked: Quote;
  /** When it was decided; null: not yet. */
  readonly decidedAt: Temporal.Instant | null;
}

/** One line with what its customer said, what the dock found, what the rules say and what was decided. */
export function viewDeskLine(line: ReturnLine, facts: LineFactsForDesk): DeskLine {
  const { order, events, files, versions } = facts;
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
    ...policyOf(standingVerdict(line), numberOf),
    kept: isKept(line),
    review: wantsPerson(line),
    suggested: suggestedDeduction(line, facts, grade),
    differsAfterwards: differsAfterwards(line, facts, { counted, grade }),
  };
}

/** Judged again with the dock's grade, as the decision will be. */
function suggestedDeduction(line: ReturnLine, { versions, asked, decidedAt }: LineFactsForDesk, grade: Grade | null) {
  const quoted = asked.lines.find((one) => one.orderLineId === line.orderLineId);
  if (decidedAt !== null || grade === null || !quoted) return null;
  const { verdict } = settleVerdict(line, versions);
  const reason = reasonOf(line);
  const { value: percents } = verdict.terms.gradeDeductions;
  const { fault } = termsFor(verdict, reason);
  const suggested = gradeDeduction({ percents, grade, fault, line: quoted, currency: asked.currency });
  const { amount, percent, reasonCode } = suggested;
  return amount.amount > 0 ? { amount: amount.amount, percent, reason: reasonCode } : null;
}

const SOUND: readonly (Grade | null)[] = ['as-new', 'opened'];

function differsAfterwards(
  line: ReturnLine,
  { events, decidedAt }: LineFactsForDesk,
  { counted, grade }: { counted: number | null; grade: Grade | null },
): boolean {
  const last = events.findLast((event) => event.subjectId === line.id && event.type === 'inspect');
  if (!last || decidedAt === null || Temporal.Instant.compare(last.at, decidedAt) <= 0) return false;
  return counted !== line.quantity || !SOUND.includes(grade);
}

function policyOf(verdict: LineVerdict, numberOf: (versionId: string | null) => number | null) {
  const lastDay = verdict.outcome === 'returnable' ? (verdict.until?.lastDay ?? null) : verdict.endedOn;
  const policyNumber = numberOf(verdict.policyVersionId);
  return { verdict: { outcome: verdict.outcome, lastDay, policyNumber }, standing: verdict };
}

function decisionOf(lineId: string, events: readonly WorkflowEventRow[]): DeskDecision | null {
  const found = events.findLast(
    ({ subjectId, type }) => subjectId === lineId && (type === 'accept' || type === 'reduce' || type === 'reject'),
  );
  const event = found ? lineWorkflow.event.parse(found.event) : null;
  return event?.type === 'accept' || event?.type === 'reduce' || event?.type === 'reject' ? event : null;
}
