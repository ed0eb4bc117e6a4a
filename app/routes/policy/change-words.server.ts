import type { PolicyPreview } from '#app/services/preview-policy.server.ts';
import {
  costWords,
  countryNames,
  finalSaleWords,
  isolate,
  type Speech,
  shippingWords,
  sourceWords,
  windowWords,
} from './rule-words.server.ts';

type Change = PolicyPreview['changes'][number];
type Finding = PolicyPreview['findings'][number];

/** Differences as sentences; countries that change in the same way share one. */
export function changeSentences(changes: readonly Change[], speech: Speech): string[] {
  return together(changes, speech, (change) => changeSentence(change, speech));
}

function changeSentence(change: Change, speech: Speech): string {
  const { t } = speech;
  const { country } = change;
  if (change.kind !== 'changed') return t(`policy:change.${change.kind}`, { country });
  return t('policy:change.changed', { country, ...fieldWords(change, speech) });
}

function fieldWords(change: Extract<Change, { kind: 'changed' }>, speech: Speech) {
  const { t } = speech;
  switch (change.field) {
    case 'windowDays':
      return said(t('policy:rules.window'), change, (days) => windowWords(days, speech));
    case 'windowFrom':
      return said(t('policy:rules.start'), change, (from) => t(`policy:rules.${from}`));
    case 'returnCost':
      return said(t('policy:rules.cost'), change, (cost) => costWords(cost, speech));
    case 'refundOutboundShipping':
      return said(t('policy:rules.shipping'), change, (refunded) => shippingWords(refunded, speech));
    case 'finalSaleReturnable':
      return said(t('policy:rules.final'), change, (returnable) => finalSaleWords(returnable, speech));
  }
}

function said<V>(field: string, { before, after }: { before: V; after: V }, say: (value: V) => string) {
  return { field, before: say(before), after: say(after) };
}

/** What keeps the version from being published, and what is only good to know. */
export function findingSentences(
  findings: readonly Finding[],
  speech: Speech,
): { blocking: string[]; remarks: string[] } {
  const say = (some: readonly Finding[]) => together(some, speech, (finding) => findingSentence(finding, speech));
  return {
    blocking: say(findings.filter((finding) => finding.severity === 'block')),
    remarks: say(findings.filter((finding) => finding.severity !== 'block')),
  };
}

/** With the act and, where there is one, the article it rests on. */
function findingSentence(finding: Finding, speech: Speech): string {
  const { t } = speech;
  const { code, severity, country, law, lawDayKind } = finding;
  const days = typeof law === 'number' ? t(`policy:law.${lawDayKind ?? 'calendar'}`, { count: law }) : '';
  const merchant = typeof finding.merchant === 'number' ? windowWords(finding.merchant, speech) : '';
  const figures = { country, law: days, merchant, source: isolate(sourceWords(finding) ?? '') };
  switch (code) {
    case 'policy.below-law':
      return t(severity === 'warn' ? 'policy:finding.below-law-warn' : 'policy:finding.below-law', figures);
    case 'policy.return-cost-against-law':
      return severity === 'warn'
        ? t('policy:finding.return-cost-against-law-warn', figures)
        : t('policy:finding.return-cost-against-law', figures);
    case 'policy.replaces-law':
      return t('policy:finding.replaces-law', figures);
    case 'policy.final-sale-without-effect':
      return t('policy:finding.final-sale-without-effect', figures);
    case 'policy.unknown-law':
      return t('policy:finding.unknown-law', figures);
    case 'policy.unknown-country':
      return t('policy:finding.unknown-country', figures);
  }
}

/** Says an item once for all the countries that it is alike for, in the order of the first of them. */
function together<T extends { country: string }>(
  items: readonly T[],
  speech: Speech,
  say: (item: T) => string,
): string[] {
  const alike = Map.groupBy(items, (item) => say({ ...item, country: PLACE }));
  return [...alike].map(([sentence, some]) => {
    const names = countryNames(
      some.map(({ country }) => country),
      speech,
    );
    return sentence.replace(PLACE, () => names);
  });
}

/** Stands for the countries while sentences are compared; from the private use area, so no word contains it. */
const PLACE = '\u{E000}';
