import { lockCustomer, lockOrder } from '#db/orders.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { type ReturnRow, sumAheadOfGoods } from '#db/returns.ts';
import { needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { type Decision, type PreparedDecision, prepareDecision } from './decide-return.server.ts';
import { promisedVerdict } from './frozen-verdict.server.ts';
import type { Unit } from './unit-of-work.server.ts';

/** Nothing was counted yet, or what came is what was announced. Goods whose seal matters are sound only as new. */
export function isSound(line: ReturnLine): boolean {
  const { received, grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  if (received === null) return true;
  return received === line.quantity && (grade === 'as-new' || (grade === 'opened' && line.seal === null));
}

/**
 * Prepares that every line is accepted as announced, by nobody's hand; null where a person is needed: a deduction would be made, a rule of the policy
 * wants a person, the sum is beyond the policy's cap of what one customer may be ahead of their goods, or not even a person lets so much go alone.
 */
export async function acceptAsAnnounced(unit: Unit, row: ReturnRow): Promise<PreparedDecision | null> {
  await lockOrder(unit.tx, row.orderId);
  const lines = await listReturnLines(unit.tx, row.id);
  const decisions: Decision[] = lines.map(({ id, quantity }) => ({ lineId: id, type: 'accept', quantity }));
  const prepared = await prepareDecision(unit.tx, unit.at, { returnId: row.id, version: row.version, decisions });
  if (!prepared.ok || !prepared.lines.every(nothingTaken)) return null;
  const { total: amount, currency } = prepared.quote;
  if (needsSecondPerson({ amount, currency }, unit.fourEyes)) return null;
  return (await withinCap(unit, prepared)) ? prepared : null;
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
