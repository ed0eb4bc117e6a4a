import { type PreparedCondition, prepareCondition } from '#machines/policy/conditions/index.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS, type Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { remember } from '#machines/policy/remember.ts';
import { RESOLUTIONS, type Resolution } from '#machines/policy/resolution.ts';

/** A rule of the merchant made ready: its conditions prepared, and what it speaks about. */
export type CompiledRule = {
  rule: MerchantRule;
  conditions: readonly PreparedCondition[];
  /** Those of the conditions whose answer is the same for every line of one country, and the others. */
  ofPlace: readonly PreparedCondition[];
  ofLine: readonly PreparedCondition[];
  topics: readonly Topic[];
  /** One of its conditions asks what the customer wants for the line. */
  namesResolution: boolean;
};

export type CompiledPolicy = {
  rules: readonly CompiledRule[];
  /** Resolutions that some rule on admission or window names. */
  resolutions: readonly Resolution[];
  /** The rules whose conditions on the place hold in a line's country, in their order. */
  rulesFor: (line: LineContext) => readonly CompiledRule[];
};

/** Countries remembered for one document: more than there are. */
const MOST_COUNTRIES = 300;

const compiled = new WeakMap<PolicyDocument, CompiledPolicy>();

/** A document made ready for many lines; done once for each. The document must not be changed afterwards, as no published one is. */
export function compiledPolicy(document: PolicyDocument): CompiledPolicy {
  const known = compiled.get(document);
  if (known) return known;
  const made = compile(document);
  compiled.set(document, made);
  return made;
}

function compile(document: PolicyDocument): CompiledPolicy {
  const rules = document.rules.map((rule) => compileRule(rule, document));
  const byCountry = remember<string | null, readonly CompiledRule[]>(MOST_COUNTRIES);
  return {
    rules,
    resolutions: RESOLUTIONS.filter((one) => rules.some((rule) => opensOrCloses(rule) && names(rule.rule, one))),
    rulesFor: (line) => byCountry(line.country, () => rules.filter(({ ofPlace }) => allHold(ofPlace, line))),
  };
}

function compileRule(rule: MerchantRule, document: PolicyDocument): CompiledRule {
  const conditions = rule.when.map((condition) => prepareCondition(condition, document));
  return {
    rule,
    conditions,
    ofPlace: conditions.filter(isOfPlace),
    ofLine: conditions.filter((condition) => !isOfPlace(condition)),
    topics: TOPICS.filter((topic) => rule.outcome[topic] !== undefined),
    namesResolution: rule.when.some(({ kind }) => kind === 'resolution'),
  };
}

function isOfPlace({ kind }: PreparedCondition): boolean {
  return kind === 'country' || kind === 'market';
}

function opensOrCloses({ topics }: CompiledRule): boolean {
  return topics.includes('window') || topics.includes('admission');
}

function names(rule: MerchantRule, resolution: Resolution): boolean {
  return rule.when.some((condition) => condition.kind === 'resolution' && condition.in.includes(resolution));
}

/** Whether all hold for a line. One that cannot be told does not hold. */
function allHold(conditions: readonly PreparedCondition[], line: LineContext): boolean {
  return conditions.every((condition) => condition.judge(line) === 'holds');
}

/** For each topic the first rule that matches. A rule all of whose topics are decided already is not asked. */
export function decidedTopics(policy: CompiledPolicy, line: LineContext): ReadonlyMap<Topic, CompiledRule> {
  const decided = new Map<Topic, CompiledRule>();
  for (const rule of policy.rulesFor(line)) {
    if (rule.topics.every((topic) => decided.has(topic)) || !allHold(rule.ofLine, line)) continue;
    for (const topic of rule.topics) if (!decided.has(topic)) decided.set(topic, rule);
  }
  return decided;
}
