import type { ReturnLine } from '#db/return-lines.ts';
import type { AutomationRule } from '#machines/automation/index.ts';
import { restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { DecisionBasisSchema } from '#machines/policy/decision.ts';
import { type LineFacts, NO_REQUEST } from '#machines/policy/facts.ts';
import { decodeFacts } from '#machines/policy/stored-facts.ts';
import type { EarlierReturns } from './line-facts.server.ts';

/** What is known of a return's customer and moment when rules look at its lines. */
export interface LookedAt {
  readonly requestedAt: Temporal.Instant;
  /** Returns of the same address; null: not read, or nobody's. Those from the request on do not count. */
  readonly earlier: EarlierReturns | null;
  /** Whether the dock's grade is known by then. */
  readonly graded: boolean;
}

/** The facts of each line as they were kept with the request, with the dock's grade; null where one is from before facts were kept. */
export function automationFacts(lines: readonly ReturnLine[], seen: LookedAt): LineFacts[] | null {
  const facts = lines.map((line) => factsOf(line, seen));
  return facts.some((one) => one === null) ? null : facts.filter((one) => one !== null);
}

function factsOf(line: ReturnLine, { requestedAt, earlier, graded }: LookedAt): LineFacts | null {
  const basis = DecisionBasisSchema.safeParse(line.verdictBasis);
  if (!basis.success) return null;
  const facts = decodeFacts(basis.data.facts);
  const { grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  const request = { ...(facts.request ?? NO_REQUEST), grade: graded ? grade : null };
  if (!earlier) return { ...facts, request };
  const earlierReturns = earlier.filter(({ at }) => Temporal.Instant.compare(at, requestedAt) < 0);
  return { ...facts, request, order: { ...facts.order, earlierReturns } };
}

/** How many days back the rules count a customer's returns; 0: none does. */
export function lookBackDays(rules: readonly AutomationRule[]): number {
  return rules
    .flatMap(({ when }) => when)
    .reduce((most, one) => (one.kind === 'earlier-returns' ? Math.max(most, one.withinDays) : most), 0);
}
