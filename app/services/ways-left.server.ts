import type { Reader } from '#db/open.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { listPolicyVersions, type PublishedPolicy } from '#db/policy-versions.ts';
import { restore } from '#machines/kernel.ts';
import { type FailureTask, failureTask } from '#machines/payout/failure-task.ts';
import { payoutWorkflow, STRANDED } from '#machines/payout/index.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { isDisputed } from './disputed-payout.server.ts';

/** What can be done about a debt that the first way did not pay: again to the same place, as store credit, by bank transfer. */
export const RESCUE_WAYS = ['retry', 'credit', 'transfer'] as const;
export type RescueWay = (typeof RESCUE_WAYS)[number];

/** The task that the reason of a stranded payout names; null for a payout that is not stranded. */
export function taskOf(payout: PayoutRow): FailureTask | null {
  if (!STRANDED.some((state) => state === payout.state)) return null;
  const { failure, stopped } = payoutWorkflow.context.parse(restore(payoutWorkflow, payout).context);
  return failureTask(failure, { stopped });
}

/**
 * The ways that are left for a payout, for the customer or for the desk. The customer has none where a person must look first; nobody has one where
 * the bank pays by a dispute. A transfer that nobody has made yet can still become store credit.
 */
export function waysLeft(
  payout: PayoutRow,
  { credit, who }: { credit: boolean; who: 'customer' | 'desk' },
): RescueWay[] {
  const creditWay: RescueWay[] = credit ? ['credit'] : [];
  if (payout.state === 'owed' && payout.way === 'transfer') return creditWay;
  const task = taskOf(payout);
  if (!task || task.task === 'dispute') return [];
  if (who === 'customer' && !task.customerChooses) return [];
  // Only where the reason says that it can work: the customer does not try blindly, the desk may.
  const again = task.mayRetry && payout.way === 'payment' && (who === 'desk' || task.task !== 'decide');
  return [...(again ? (['retry'] as const) : []), ...creditWay, 'transfer'];
}

/** The same as it stands now: none while the bank pays the customer by a dispute, or may still do so, because any way would pay twice. */
export async function waysOpen(
  db: Reader,
  payout: PayoutRow,
  chooser: Parameters<typeof waysLeft>[1],
): Promise<RescueWay[]> {
  const left = waysLeft(payout, chooser);
  return left.length > 0 && (await isDisputed(db, payout)) ? [] : left;
}

/** Whether the shop takes store credit: a rule of its policy, of the day of the return or of today, speaks of it. */
export async function takesCredit(db: Reader): Promise<boolean> {
  const versions: readonly PublishedPolicy[] = await listPolicyVersions(db);
  return versions.some(({ document }) => document.rules.some(speaksOfCredit));
}

const speaksOfCredit = ({ when, outcome }: MerchantRule): boolean =>
  outcome.creditBonus !== undefined ||
  when.some((condition) => condition.kind === 'resolution' && condition.in.includes('store-credit'));
