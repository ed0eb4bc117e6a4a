import { type CompiledRule, compiledPolicy } from '#machines/policy/compiled-policy.ts';
import { counterfactualOf, type PreparedCondition } from '#machines/policy/conditions/index.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { Topic } from '#machines/policy/outcome.ts';
import type { Side } from '#machines/policy/topics/choose-topic.ts';
import type { RuleVerdict } from '#machines/policy/verdict.ts';

/** Most receipts of merchant's rules that a verdict keeps; what is beyond is told as a number (`rule.more`). */
export const MOST_RULE_RECEIPTS = 100;

/**
 * What each merchant's rule of the versions did: decided a topic, matched and gave way to an earlier one, or missed by a single condition, with that
 * condition. Rules that missed by more are not told of. Of too many, those that decided come first and those that missed last.
 */
export function ruleReceipts(sides: readonly Side[], line: LineContext): RuleVerdict[] {
  const told: Told = { decided: [], gaveWay: [], missed: [] };
  for (const side of sides) {
    for (const rule of compiledPolicy(side.version.document).rules) tellRule(rule, side, line, told);
  }
  const { decided, gaveWay, missed } = told;
  const room = MOST_RULE_RECEIPTS - decided.length;
  const keptGaveWay = gaveWay.slice(0, room);
  const keptMissed = missed.slice(0, room - keptGaveWay.length);
  const left = { gaveWay: gaveWay.length - keptGaveWay.length, nearMisses: missed.length - keptMissed.length };
  const more = left.gaveWay + left.nearMisses > 0 ? [moreReceipt(left)] : [];
  return [...decided, ...keptGaveWay, ...keptMissed, ...more];
}

type Told = { decided: RuleVerdict[]; gaveWay: RuleVerdict[]; missed: RuleVerdict[] };

function tellRule(compiled: CompiledRule, side: Side, line: LineContext, told: Told): void {
  const failing: PreparedCondition[] = [];
  for (const condition of compiled.conditions) {
    if (condition.judge(line) === 'holds') continue;
    failing.push(condition);
    if (failing.length > 1) return;
  }
  const [missed] = failing;
  if (missed) told.missed.push(nearMiss(compiled, missed, side, line));
  else for (const topic of compiled.topics) tellTopic(compiled, topic, side, line, told);
}

function tellTopic(compiled: CompiledRule, topic: Topic, side: Side, line: LineContext, told: Told): void {
  const winner = side.decided.get(topic);
  const receipt = ruleReceipt(compiled, topic, side, line);
  if (!winner || winner === compiled) {
    told.decided.push({ ...receipt, outcome: outcomeOf(compiled, topic), code: 'rule.decided' });
    return;
  }
  const { id, name } = winner.rule;
  told.gaveWay.push({
    ...receipt,
    code: 'rule.gave-way',
    gaveWayTo: id,
    wouldChange: [{ code: 'would.without-rule', inputs: { rule: id, name } }],
  });
}

function nearMiss(compiled: CompiledRule, missed: PreparedCondition, side: Side, line: LineContext): RuleVerdict {
  const known = missed.judge(line) === 'fails';
  const change = counterfactualOf(missed, line);
  return {
    ...ruleReceipt(compiled, null, side, line),
    code: known ? 'rule.condition-fails' : 'rule.condition-unknown',
    wouldChange: change ? [change] : [],
  };
}

/** Only a rule on admission allows or refuses; all others say on which terms. */
function outcomeOf({ rule }: CompiledRule, topic: Topic): RuleVerdict['outcome'] {
  return topic === 'admission' ? (rule.outcome.admission ?? 'none') : 'none';
}

function ruleReceipt(compiled: CompiledRule, topic: Topic | null, side: Side, line: LineContext): RuleVerdict {
  const { id, name } = compiled.rule;
  return {
    ...{ rule: 'merchant-rule', scope: 'policy', outcome: 'none', code: 'rule.decided', until: null },
    policyVersionId: side.version.id,
    inputs: foundBy(compiled.conditions, line),
    merchant: { id, name, topic },
    gaveWayTo: null,
    wouldChange: [],
  };
}

/** What the conditions found, by their kind; a second condition of a kind has its number: `tag`, `tag.2`. */
function foundBy(conditions: readonly PreparedCondition[], line: LineContext): RuleVerdict['inputs'] {
  const found: RuleVerdict['inputs'] = {};
  for (const condition of conditions) {
    let name: string = condition.kind;
    for (let number = 2; Object.hasOwn(found, name); number += 1) name = `${condition.kind}.${number}`;
    found[name] = condition.found(line);
  }
  return found;
}

function moreReceipt(inputs: { gaveWay: number; nearMisses: number }): RuleVerdict {
  return {
    ...{ rule: 'merchant-rule', scope: 'policy', outcome: 'none', code: 'rule.more', until: null, inputs },
    ...{ policyVersionId: null, merchant: null, gaveWayTo: null, wouldChange: [] },
  };
}
