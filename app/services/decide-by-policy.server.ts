import { hasFindings } from '#db/dock-counts.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { returnsWithSignals } from '#db/return-signals.ts';
import { loadReturn } from '#db/returns.ts';
import { can } from '#machines/kernel.ts';
import type { LineVerdict, RefundTrigger } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { acceptAsAnnounced, isSound } from './accept-as-announced.server.ts';
import { storeDecision } from './decide-return.server.ts';
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
  const prepared = await acceptAsAnnounced(unit, row);
  if (!prepared) return false;
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
