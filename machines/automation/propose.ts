import { type AutomationRule, pays } from '#machines/automation/rule.ts';
import { type PreparedCondition, prepareCondition } from '#machines/policy/conditions/index.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { type LineContext, lineContext } from '#machines/policy/line-context.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** What has just happened to a return. */
export type AutomationMoment = 'request' | 'first-scan' | 'receipt';

/** A rule with its conditions made ready for many returns. */
export interface ReadyRule {
  readonly rule: AutomationRule;
  readonly conditions: readonly PreparedCondition[];
}

/** The rules made ready, in their order. Markets and seasons mean what they mean in the policy's document. */
export const readyRules = (rules: readonly AutomationRule[], document: PolicyDocument): ReadyRule[] =>
  rules.map((rule) => ({ rule, conditions: rule.when.map((condition) => prepareCondition(condition, document)) }));

/** A return as rules see it: the facts of its lines, with the dock's grade where there is one. */
export interface AutomationCase {
  readonly moment: AutomationMoment;
  readonly now: Temporal.Instant;
  /** The customer's zone: in it days are counted. */
  readonly timeZone: string;
  readonly lines: readonly LineFacts[];
}

/** What is to be done: nothing, nothing yet, or what a rule says. */
export type Proposal =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait' | 'pay' | 'review' | 'ask'; readonly rule: AutomationRule };

/**
 * The first rule that matches, and whether its moment has come. One that pays has to match every line; one that leaves the return to a person, any. A
 * condition that cannot be told does not hold. Whoever withdraws by law need not answer anything: there a question is not asked. Never a refusal.
 */
export function propose(rules: readonly ReadyRule[], { moment, now, timeZone, lines }: AutomationCase): Proposal {
  const contexts = lines.map((facts) => lineContext(facts, timeZone, now));
  const rule = contexts.length === 0 ? undefined : rules.find((one) => isFor(one, contexts))?.rule;
  if (!rule) return { kind: 'none' };
  if (rule.act === 'ask' && lines.some(({ request }) => request?.track === 'withdrawal'))
    return { kind: 'review', rule };
  if (rule.act === 'review' || rule.act === 'ask') return { kind: rule.act, rule };
  return { kind: hasCome(rule, moment) ? 'pay' : 'wait', rule };
}

function isFor({ rule, conditions }: ReadyRule, lines: readonly LineContext[]): boolean {
  const matches = (line: LineContext) => conditions.every((condition) => condition.judge(line) === 'holds');
  return pays(rule) ? lines.every(matches) : lines.some(matches);
}

/** Whoever has the goods has had a proof that they were sent. */
function hasCome({ act }: AutomationRule, moment: AutomationMoment): boolean {
  return moment === 'receipt' || (moment === 'first-scan' && act === 'first-scan');
}
