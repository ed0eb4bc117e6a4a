import { hasFindings } from '#db/dock-counts.ts';
import { lockCustomer, lockOrder } from '#db/orders.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { returnsWithSignals } from '#db/return-signals.ts';
import { loadReturn, sumAheadOfGoods } from '#db/returns.ts';
import { needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { can, restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import type { LineVerdict, RefundTrigger } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type Decision, type PreparedDecision, prepareDecision, storeDecision } from './decide-return.server.ts';
import { promisedVerdict } from './frozen-verdict.server.ts';
import type { Unit } from './unit-of-work.server.ts';

/** What has just happened to a return, and may be what its refund waits for. */
export type Moment = 'request' | Exclude<RefundTrigger, 'inspection'>;

/** The merchant's rules act under this name; people under their own. */
const ACTOR = 'policy';

/**
 * Lets the merchant's rules decide on a return that needs nobody: every line is accepted as announced, in the transaction of what has just
 * happened. Each line has to be one that the customer keeps, or one whose refund is triggered by now; what has been counted has to be
 * there, sound, and without a deduction. Anything that the dock found beside the count, a line that a rule wants to be looked at, a signal about the
 * return, a sum beyond the cap of what one customer may be ahead of their goods, and one that not even a person lets go alone, leave the return to
 * the desk. True when it was decided.
 */
export async function decideByPolicy(unit: Unit, returnId: string, moment: Moment): Promise<boolean> {
  const row = await loadReturn(unit.tx, returnId);
  if (!row || !can(returnWorkflow, row, { type: 'decide', owed: 0 })) return false;
  const lines = await listReturnLines(unit.tx, returnId);
  if (!lines.every((line) => isDue(line, promisedVerdict(line), moment))) return false;
  if (await hasFindings(unit.tx, returnId)) return false;
  // What the customer was told to keep is settled with the request: nothing can strike about goods that are not sent.
  if (moment !== 'request' && (await returnsWithSignals(unit.tx, [returnId])).size > 0) return false;
  await lockOrder(unit.tx, row.orderId);
  const decisions: Decision[] = lines.map(({ id, quantity }) => ({ lineId: id, type: 'accept', quantity }));
  const prepared = await prepareDecision(unit.tx, unit.at, { returnId, version: row.version, decisions });
  if (!prepared.ok || !prepared.lines.every(nothingTaken)) return false;
  const { total: amount, currency } = prepared.quote;
  if (needsSecondPerson({ amount, currency }, unit.fourEyes)) return false;
  if (!(await withinCap(unit, prepared))) return false;
  await storeDecision({ ...unit, actor: ACTOR }, prepared);
  return true;
}

/** The moments that have passed when one of them comes: whoever has the goods has had a proof that they were sent. */
const PASSED: Readonly<Record<Moment, readonly RefundTrigger[]>> = {
  request: [],
  'first-scan': ['first-scan'],
  receipt: ['first-scan', 'receipt'],
};

function isDue(line: ReturnLine, { terms }: LineVerdict, moment: Moment): boolean {
  if (terms.review.value) return false;
  if (terms.keep.value) return true;
  return PASSED[moment].includes(terms.refundTrigger.value.when) && isSound(line);
}

/** Nothing was counted yet, or what came is what was announced. Goods whose seal matters are sound only as new. */
function isSound(line: ReturnLine): boolean {
  const { received, grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  if (received === null) return true;
  return received === line.quantity && (grade === 'as-new' || (grade === 'opened' && line.seal === null));
}

/** The grade costs nothing by the policy, and judged with it the line is still one that comes back. */
function nothingTaken({ line, verdict }: PreparedDecision['lines'][number]): boolean {
  const { grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  if (verdict.terms.review.value || verdict.outcome !== promisedVerdict(line).outcome) return false;
  return grade === null || (verdict.terms.gradeDeductions.value[grade] ?? 0) === 0;
}

/**
 * Whether this refund, with the customer's others that are ahead of their goods, stays within the lowest cap of its lines. Goods that the
 * customer keeps count as not come. A cap in another currency cannot be compared, and leaves the return to the desk.
 */
async function withinCap(unit: Unit, { row, lines, orderCase, quote }: PreparedDecision): Promise<boolean> {
  const caps = lines.flatMap(({ verdict }) => verdict.terms.refundTrigger.value.cap ?? []);
  if (caps.length === 0) return true;
  if (caps.some((cap) => cap.currency !== row.currency)) return false;
  const { emailKey } = orderCase.order;
  if (emailKey === null) return false;
  // Two orders of one customer decided at the same moment: the second counts with the first.
  await lockCustomer(unit.tx, emailKey);
  const ahead = await sumAheadOfGoods(unit.tx, { emailKey, currency: row.currency, except: row.id });
  return ahead + quote.total <= Math.min(...caps.map((cap) => cap.amount));
}
