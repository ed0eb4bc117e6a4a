import type { ReturnLine } from '#db/return-lines.ts';
import { restore } from '#machines/kernel.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import { type DecisionBasis, DecisionBasisSchema, decideLine } from '#machines/policy/decision.ts';
import { NO_REQUEST, type PolicyVersion } from '#machines/policy/index.ts';
import { decodeFacts } from '#machines/policy/stored-facts.ts';
import { promisedVerdict } from './frozen-verdict.server.ts';
import type { Judged } from './order-case.server.ts';

/**
 * The verdict at the desk: made again from the facts, the versions and the instant that were kept when the return was sent, now with the grade
 * that the dock gave. Without a grade, and for lines from before bases were kept, it is the verdict that was promised.
 */
export function settleVerdict(line: ReturnLine, versions: readonly PolicyVersion[]): Judged {
  const { grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  const basis = line.verdictBasis === null ? null : DecisionBasisSchema.parse(line.verdictBasis);
  if (grade === null || basis === null) return { verdict: promisedVerdict(line), basis };
  return judgeAgain(basis, grade, versions);
}

function judgeAgain(basis: DecisionBasis, grade: Grade, versions: readonly PolicyVersion[]): Judged {
  const facts = decodeFacts(basis.facts);
  const request = { ...(facts.request ?? NO_REQUEST), grade };
  const policies = { atPurchase: versionOf(basis.atPurchase, versions), current: versionOf(basis.current, versions) };
  return decideLine({ ...facts, request }, policies, Temporal.Instant.from(basis.now));
}

/** Versions are never taken away: one that is missing is a fault of the database. */
function versionOf(id: string, versions: readonly PolicyVersion[]): PolicyVersion {
  const version = versions.find((one) => one.id === id);
  if (!version) throw new Error(`the policy version ${id} of a stored decision is gone`);
  return version;
}
