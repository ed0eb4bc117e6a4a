import type { CountryChange, PolicyChange } from '#machines/policy/change.ts';
import type { Named } from './name-words.server.ts';
import { marketSentences, seasonSentence, warehouseSentence } from './part-change-words.server.ts';
import { ruleChangeSentences } from './rule-change-words.server.ts';
import { costWords, finalSaleWords, type Speech, shippingWords, windowWords } from './rule-words.server.ts';
import { together } from './together.server.ts';

export { findingSentences } from './finding-words.server.ts';

/**
 * Differences as sentences, those about countries that change in the same way in one. With the later document, its seasons and warehouses are
 * called by their names.
 */
export function changeSentences(changes: readonly PolicyChange[], speech: Speech, named: Named = null): string[] {
  const of = changes.filter(isCountryChange);
  const rest = changes.filter((change) => !isCountryChange(change));
  return [
    ...together(of, speech, (change) => countrySentence(change, speech)),
    ...rest.flatMap((change) => sentences(change, speech, named)),
  ];
}

function isCountryChange(change: PolicyChange): change is CountryChange {
  return change.kind === 'added' || change.kind === 'removed' || change.kind === 'changed';
}

function sentences(change: Exclude<PolicyChange, CountryChange>, speech: Speech, named: Named): string[] {
  if ('ruleId' in change) return ruleChangeSentences(change, speech, named);
  if ('market' in change) return marketSentences(change, speech);
  return ['season' in change ? seasonSentence(change, speech) : warehouseSentence(change, speech)];
}

function countrySentence(change: CountryChange, speech: Speech): string {
  const { t } = speech;
  const { country } = change;
  if (change.kind !== 'changed') return t(`policy:change.${change.kind}`, { country });
  return t('policy:change.changed', { country, ...fieldWords(change, speech) });
}

function fieldWords(change: Extract<CountryChange, { kind: 'changed' }>, speech: Speech) {
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
