import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { PolicyFinding } from '#machines/policy/lint.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS, type Topic } from '#machines/policy/outcome.ts';
import { conditionWords } from './condition-words.server.ts';
import { allOf, type Named, quoted, ruleName } from './name-words.server.ts';
import { outcomeWords, topicWords } from './outcome-words.server.ts';
import { countryName, type Speech, sourceWords, windowWords } from './rule-words.server.ts';

/** A finding about a rule of the merchant as a sentence. With the document, it says what the conditions and outcomes are. */
export function ruleFindingSentence(finding: PolicyFinding, speech: Speech, named: Named): string {
  const { t } = speech;
  const { code, severity, law, lawDayKind, details, countries } = finding;
  const from = details.from === 'order' || details.from === 'dispatch' ? details.from : undefined;
  const figures = {
    rule: quoted(ruleName(finding.ruleId, named), speech),
    other: quoted(ruleName(finding.otherRuleId, named), speech),
    subject: quoted(finding.subject ?? '', speech),
    country: allOf(countries, speech),
    merchant: typeof finding.merchant === 'number' ? windowWords(finding.merchant, speech, from) : '',
    law: typeof law === 'number' ? t(`policy:law.${lawDayKind ?? 'calendar'}`, { count: law }) : '',
    source: isolate(sourceWords(finding) ?? ''),
    topic: topicList(details.topics ?? details.topic ?? null, speech),
  };
  switch (code) {
    case 'rule.below-law':
      return t(severity === 'warn' ? 'policy:finding.rule.below-law-warn' : 'policy:finding.rule.below-law', figures);
    case 'rule.may-end-before-law':
      return t('policy:finding.rule.may-end-before-law', { ...figures, count: Number(details.margin) });
    case 'rule.return-cost-against-law':
      return severity === 'warn'
        ? t('policy:finding.rule.return-cost-against-law-warn', figures)
        : t('policy:finding.rule.return-cost-against-law', figures);
    case 'rule.replaces-law':
      return t('policy:finding.rule.replaces-law', figures);
    case 'rule.unknown-law':
      return t('policy:finding.rule.unknown-law', figures);
    case 'rule.law-goes-before':
      return t('policy:finding.rule.law-goes-before', figures);
    case 'rule.fault-travels-free':
      return t('policy:finding.rule.fault-travels-free', figures);
    case 'rule.known-too-late':
      return t('policy:finding.rule.known-too-late', figures);
    case 'rule.without-effect':
      return t(details.why === 'no-credit' ? 'policy:finding.rule.no-credit' : 'policy:finding.rule.kept', figures);
    case 'rule.shadowed':
      return t('policy:finding.rule.shadowed', figures);
    case 'rule.topic-shadowed':
      return t('policy:finding.rule.topic-shadowed', figures);
    case 'rule.overlaps':
      return overlapSentence(finding, t('policy:finding.rule.overlaps', figures), speech);
    case 'rule.unknown-market':
      return t('policy:finding.rule.unknown-market', figures);
    case 'rule.unknown-season':
      return t('policy:finding.rule.unknown-season', figures);
    case 'rule.unknown-warehouse':
      return t('policy:finding.rule.unknown-warehouse', figures);
    case 'rule.outcomes-contradict':
      return t('policy:finding.rule.outcomes-contradict', { ...figures, ...clashWords(finding, speech, named) });
    default:
      return conditionsSentence(finding, figures.rule, speech, named);
  }
}

function topicOf(value: unknown): Topic | undefined {
  return TOPICS.find((topic) => topic === value);
}

function topicList(value: unknown, speech: Speech): string {
  const topics = typeof value === 'string' ? value.split(', ').flatMap((name) => topicOf(name) ?? []) : [];
  return topics.map((topic) => topicWords(topic, speech)).join(', ');
}

function ruleOf(finding: PolicyFinding, named: Named): MerchantRule | undefined {
  return named?.rules.find(({ id }) => id === finding.ruleId);
}

/** What the two topics say, or their names when the rule is not at hand. */
function clashWords(finding: PolicyFinding, speech: Speech, named: Named) {
  const rule = ruleOf(finding, named);
  const say = (value: unknown) => {
    const topic = topicOf(value);
    if (!topic) return '';
    return (rule && outcomeWords(topic, rule.outcome[topic], named, speech)) ?? topicWords(topic, speech);
  };
  return { first: say(finding.details.topic), second: say(finding.details.other) };
}

/** Conditions that cannot hold together: the two of them where they can be named. */
function conditionsSentence(finding: PolicyFinding, rule: string, speech: Speech, named: Named): string {
  const { t } = speech;
  const { first, second } = finding.details;
  const when = ruleOf(finding, named)?.when;
  const [one, two] = [when?.[Number(first ?? -1)], when?.[Number(second ?? -1)]];
  if (!one || !two) return t('policy:finding.rule.unreachable-all', { rule });
  const words = { rule, first: conditionWords(one, named, speech), second: conditionWords(two, named, speech) };
  if (finding.code === 'rule.unreachable') return t('policy:finding.rule.unreachable', words);
  return first === second
    ? t('policy:finding.rule.condition-contradicts', { rule, first: words.first })
    : t('policy:finding.rule.conditions-contradict', words);
}

const EXAMPLE = 'example.';

/** The sentence with a line for which both rules hold. */
function overlapSentence({ details }: PolicyFinding, sentence: string, speech: Speech): string {
  const { t, locale } = speech;
  const currency = details[`${EXAMPLE}currency`];
  const told = Object.entries(details).flatMap(([key, value]) => {
    if (!key.startsWith(EXAMPLE) || value === null || key === `${EXAMPLE}currency`) return [];
    if (key === `${EXAMPLE}country`) return [countryName(String(value), speech)];
    if (key === `${EXAMPLE}price` && typeof currency === 'string') {
      return [formatMoney({ amount: Number(value), currency }, locale)];
    }
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return [formatDay(value, locale)];
    return typeof value === 'string' && NAMES.has(key) ? [quoted(value, speech)] : [];
  });
  if (told.length === 0) return sentence;
  const example = t('policy:rule.example', { example: told.join(', ') });
  return locale === 'zh' ? `${sentence}${example}` : `${sentence} ${example}`;
}

/** Properties whose value is a name that somebody wrote. */
const NAMES = new Set(
  ['category', 'tag', 'sku', 'vendor', 'channel', 'customer-tier', 'customer-tag'].map((name) => `${EXAMPLE}${name}`),
);
