import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import { conditionWords } from './condition-words.server.ts';
import type { Named } from './name-words.server.ts';
import { outcomeWords } from './outcome-words.server.ts';
import type { Speech } from './rule-words.server.ts';

/**
 * A rule as one sentence: `When the country is Germany or Austria and the tag is “sale”: 14 days from delivery; the customer pays a label of €3.95.`
 * With the document, seasons and warehouses are called by their names.
 */
export function ruleSentence(rule: MerchantRule, speech: Speech, named: Named = null): string {
  const { t } = speech;
  const said = TOPICS.flatMap((topic) => outcomeWords(topic, rule.outcome[topic], named, speech) ?? []);
  const outcomes = said.reduce((first, second) => t('policy:rule.also', { first, second }));
  if (rule.when.length === 0) return t('policy:rule.always', { outcomes });
  const conditions = rule.when
    .map((condition) => conditionWords(condition, named, speech))
    .reduce((first, second) => t('policy:condition.and', { first, second }));
  return t('policy:rule.when', { conditions, outcomes });
}
