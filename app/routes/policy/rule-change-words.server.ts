import type { RuleChange } from '#machines/policy/change.ts';
import type { Condition } from '#machines/policy/condition.ts';
import { conditionWords } from './condition-words.server.ts';
import { type Named, quoted } from './name-words.server.ts';
import { outcomeWords, topicWords } from './outcome-words.server.ts';
import { ruleSentence } from './rule-sentence.server.ts';
import type { Speech } from './rule-words.server.ts';

/** What changes about a rule of the merchant, condition by condition and topic by topic. */
export function ruleChangeSentences(change: RuleChange, speech: Speech, named: Named): string[] {
  const { t } = speech;
  const name = quoted(change.name, speech);
  switch (change.kind) {
    case 'rule-added':
    case 'rule-removed': {
      const rule = ruleSentence(change.rule, speech, named);
      return [t(`policy:change.${change.kind}`, { name, position: change.position, rule })];
    }
    case 'rule-moved':
      return [t('policy:change.rule-moved', { name, from: change.from, to: change.to })];
    case 'rule-renamed':
      return [t('policy:change.rule-renamed', { name, before: quoted(change.before, speech) })];
    case 'rule-conditions':
      return conditionSentences(change, name, speech, named);
    case 'rule-outcome':
      return [outcomeSentence(change, name, speech, named)];
  }
}

function conditionSentences(
  { gained, lost, after }: Extract<RuleChange, { kind: 'rule-conditions' }>,
  name: string,
  speech: Speech,
  named: Named,
): string[] {
  const { t } = speech;
  if (gained.length + lost.length === 0) return [t('policy:change.rule-reordered', { name })];
  const say = (condition: Condition) => ({ name, condition: conditionWords(condition, named, speech) });
  return [
    ...lost.map((condition) => t('policy:change.rule-lost', say(condition))),
    ...gained.map((condition) => t('policy:change.rule-gained', say(condition))),
    ...(after.length === 0 ? [t('policy:change.rule-always', { name })] : []),
  ];
}

function outcomeSentence(
  change: Extract<RuleChange, { kind: 'rule-outcome' }>,
  name: string,
  speech: Speech,
  named: Named,
): string {
  const { t } = speech;
  const before = outcomeWords(change.topic, change.before, named, speech);
  const after = outcomeWords(change.topic, change.after, named, speech);
  if (before === null) return t('policy:change.outcome-gained', { name, after: after ?? '' });
  if (after === null) return t('policy:change.outcome-lost', { name, before });
  return t('policy:change.outcome-changed', { name, topic: topicWords(change.topic, speech), before, after });
}
