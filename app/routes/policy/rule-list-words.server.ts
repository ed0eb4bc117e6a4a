import type { NoticeTone } from '#app/components/notice.tsx';
import type { PolicyFinding } from '#machines/policy/lint.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { findingSentences } from './change-words.server.ts';
import { CONDITION_KINDS } from './condition-fields.server.ts';
import { conditionWords } from './condition-words.server.ts';
import { outcomeWords } from './outcome-words.server.ts';
import { ruleSentence } from './rule-sentence.server.ts';
import { capital, type Speech } from './rule-words.server.ts';

/** One readable sentence for a rule, with the names that its policy has for seasons and warehouses. */
export function ruleSentenceOf(rule: MerchantRule, document: PolicyDocument, speech: Speech): string {
  return ruleSentence(rule, speech, document);
}

export interface RuleWords {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly findings: readonly { readonly text: string; readonly tone: NoticeTone }[];
}

/** The rules in their order, each as a sentence with what is to be said against it. */
export function ruleListWords(
  document: PolicyDocument,
  findings: readonly PolicyFinding[],
  speech: Speech,
): RuleWords[] {
  const byRule = Map.groupBy(
    findings.filter(({ severity }) => severity !== 'note'),
    ({ ruleId }) => ruleId,
  );
  return document.rules.map((rule) => {
    const { blocking, remarks } = findingSentences(byRule.get(rule.id) ?? [], speech, document);
    return {
      ...{ id: rule.id, name: rule.name, sentence: ruleSentenceOf(rule, document, speech) },
      findings: [
        ...blocking.map((text) => ({ text, tone: 'danger' as const })),
        ...remarks.map((text) => ({ text, tone: 'warning' as const })),
      ],
    };
  });
}

/** One rule taken apart: a sentence for each condition and for each thing it says, and what could be added. */
export function rulePageWords(rule: MerchantRule, document: PolicyDocument, speech: Speech) {
  const { t } = speech;
  const said = TOPICS.filter((topic) => rule.outcome[topic] !== undefined);
  return {
    sentence: ruleSentenceOf(rule, document, speech),
    conditions: rule.when.map((condition, index) => ({
      ...{ key: String(index), query: `index=${index}` },
      sentence: capital(conditionWords(condition, document, speech), speech),
    })),
    outcomes: said.map((topic) => ({
      ...{ key: topic as string, query: `topic=${topic}` },
      sentence: capital(outcomeWords(topic, rule.outcome[topic], document, speech) ?? '', speech),
    })),
    kinds: CONDITION_KINDS.map((kind) => ({ value: kind, label: t(`policy:kind.${kind}`) })),
    topics: TOPICS.filter((topic) => !said.includes(topic)).map((topic) => ({
      ...{ value: topic, label: t(`policy:topic.${topic}`) },
    })),
  };
}
