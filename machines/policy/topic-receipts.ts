import type { LegalFee } from '#machines/policy/cancellation-fee.ts';
import type { LegalDeadline } from '#machines/policy/deadline.ts';
import type { Topic } from '#machines/policy/outcome.ts';
import { tellCancellationFee } from '#machines/policy/topics/cancellation-fee.ts';
import type { Chosen } from '#machines/policy/topics/choose-topic.ts';
import { type ChosenTerms, TOPIC_RULES } from '#machines/policy/topics/index.ts';
import type { Figures, LawView, TopicRule } from '#machines/policy/topics/topic.ts';
import type { Counterfactual, FaultyUntil, RuleVerdict } from '#machines/policy/verdict.ts';

type Told = { law: LawView; legal: LegalDeadline; purchaseId: string };

/** A receipt for each topic and fee: what holds, on whose word, and what would have changed it. */
export function topicReceipts(terms: ChosenTerms, fee: LegalFee | null, told: Told): RuleVerdict[] {
  const tell = <T extends Topic, Value>(topic: TopicRule<T, Value>, chosen: Chosen<Value>) =>
    topicReceipt(topic, chosen, told);
  return [
    tell(TOPIC_RULES.returnCost, terms.returnCost),
    tell(TOPIC_RULES.refundOutboundShipping, terms.refundOutboundShipping),
    tell(TOPIC_RULES.restocking, terms.restocking),
    tell(TOPIC_RULES.gradeDeductions, terms.gradeDeductions),
    tell(TOPIC_RULES.couponThreshold, terms.couponThreshold),
    feeReceipt(fee, told),
    tell(TOPIC_RULES.creditBonus, terms.creditBonus),
    tell(TOPIC_RULES.keep, terms.keep),
    tell(TOPIC_RULES.warehouse, terms.warehouse),
    tell(TOPIC_RULES.evidence, terms.evidence),
    tell(TOPIC_RULES.refundTrigger, terms.refundTrigger),
    tell(TOPIC_RULES.admission, terms.admission),
  ];
}

function topicReceipt<T extends Topic, Value>(
  topic: TopicRule<T, Value>,
  chosen: Chosen<Value>,
  told: Told,
): RuleVerdict {
  const { rule, version } = chosen.said;
  return {
    ...plain(topic.name, chosen.why === 'policy' ? 'policy' : 'law'),
    ...topic.tell(chosen.value, chosen.why, { law: told.law, version }),
    policyVersionId: version.id,
    merchant: rule && { id: rule.id, name: rule.name, topic: topic.topic },
    wouldChange: wouldChange(topic, chosen, told),
  };
}

function plain(rule: string, scope: RuleVerdict['scope']): Omit<RuleVerdict, 'code'> {
  const nothing = { policyVersionId: null, until: null, inputs: {}, merchant: null, gaveWayTo: null, wouldChange: [] };
  return { rule, scope, outcome: 'none', ...nothing };
}

/** With the merchant's fault, within the law, after it, and under the other version. */
function wouldChange<T extends Topic, Value>(
  topic: TopicRule<T, Value>,
  { value, why, said, other }: Chosen<Value>,
  { law, legal, purchaseId }: Told,
): Counterfactual[] {
  const changes: Counterfactual[] = [];
  const lastDay = legal.kind === 'ends' ? legal.lastDay.toString() : null;
  const now = code(topic, value);
  const differs = (other: Value) => code(topic, other) !== now;
  const faulty = topic.floor(said.value, { ...law, fault: 'merchant' });
  if (law.fault !== 'merchant' && faulty?.why === 'merchant-fault' && differs(faulty.value)) {
    changes.push({ code: 'would.merchant-fault', inputs: {} });
  }
  if (why === 'policy' && legal.kind !== 'none' && !law.withinLaw) {
    const within = topic.floor(said.value, { ...law, withinLaw: true });
    if (within && differs(within.value)) changes.push({ code: 'would.within-law', inputs: { lastDay } });
  }
  if ((why === 'law' || why === 'not-informed') && differs(said.value)) {
    changes.push({ code: 'would.after-law', inputs: { topic: topic.topic, lastDay, ...topic.figures(said.value) } });
  }
  if (other && why === 'policy' && differs(other.value)) {
    const version = other.version.id === purchaseId ? 'purchase' : 'current';
    const inputs: Figures = {
      topic: topic.topic,
      version,
      number: other.version.number,
      ...topic.figures(other.value),
    };
    changes.push({ code: 'would.other-version', inputs });
  }
  return changes;
}

/** A value as one text, for telling two apart. */
function code<T extends Topic, Value>(topic: TopicRule<T, Value>, value: Value): string {
  return JSON.stringify(topic.figures(value));
}

function feeReceipt(fee: LegalFee | null, { law }: Told): RuleVerdict {
  const changes = fee ? [{ code: 'would.merchant-fault', inputs: {} }] : [];
  return { ...plain('cancellation-fee', 'law'), ...tellCancellationFee(fee, law), wouldChange: changes };
}

/** How long the seller answers for faults, as a receipt. */
export function guaranteeReceipt(faulty: FaultyUntil): RuleVerdict {
  const receipt = plain('guarantee', 'law');
  if (faulty.kind === 'none') return { ...receipt, code: 'guarantee.none' };
  if (faulty.kind === 'open') return { ...receipt, code: 'guarantee.open', inputs: { why: faulty.why } };
  const { lastDay, endExclusive } = faulty;
  return { ...receipt, code: 'guarantee.until', until: { lastDay, endExclusive }, inputs: { lastDay } };
}
