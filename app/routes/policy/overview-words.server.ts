import { formatDay, formatInstant } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { CountryTerms } from '#app/services/policy-terms.server.ts';
import type { PolicyView, VersionEntry } from '#app/services/view-policy.server.ts';
import { STATUTE_AS_OF } from '#machines/policy/statutory.ts';
import { seasonWords } from './part-words.server.ts';
import { ruleSentenceOf } from './rule-list-words.server.ts';
import {
  costWords,
  finalSaleWords,
  type Speech,
  shippingWords,
  sortedByName,
  type TermsWords,
  termsWords,
  windowWords,
} from './rule-words.server.ts';

/** Countries on the default for which law, policy and outcome read the same. */
export interface TermsGroup extends Pick<TermsWords, 'law' | 'applies'> {
  key: string;
  /** How many there are, or the name where it is one. */
  title: string;
  countries: { code: string; name: string; source: string | null }[];
}

export interface VersionWords {
  number: number;
  title: string;
  standing: VersionEntry['standing'];
  from: string;
  publishedAt: string;
  publishedBy: string;
  approvedBy: string | null;
  reason: string;
  rollback: string | null;
}

/** Everything the overview says, in the reader's language. `?country=` shows one country alone, `?published=` greets who has just published. */
export function overviewWords(view: PolicyView, query: URLSearchParams, speech: Speech) {
  const { t, locale } = speech;
  const order = sortedByName(
    view.terms.map((terms) => terms.country),
    speech,
  );
  const byCode = new Map(view.terms.map((terms) => [terms.country, terms]));
  const sorted = order.map(({ code }) => byCode.get(code)).filter((terms) => terms !== undefined);
  const asked = query.get('country')?.trim().toUpperCase().slice(0, 20) ?? '';
  const chosen = byCode.get(asked);
  return {
    published: publishedWords(view, query.get('published'), speech),
    inForce: inForceWords(view, speech),
    filter: {
      chosen: asked,
      options: order.map(({ code, name }) => ({ value: code, label: name })),
      problem: asked && !chosen ? t('policy:filter.unknown', { code: asked }) : null,
    },
    chosen: chosen ? termsWords(chosen, speech) : null,
    own: sorted.filter((terms) => terms.own).map((terms) => termsWords(terms, speech)),
    groups: groupAlike(
      sorted.filter((terms) => !terms.own),
      speech,
    ),
    fallback: fallbackWords(view.fallback, speech),
    rules: view.document.rules.map((rule) => ruleSentenceOf(rule, view.document, speech)),
    seasons: view.document.seasons.map((season) => `${season.name}: ${seasonWords(season, speech)}`),
    versions: view.versions.map((version) => versionWords(version, view.timeZone, speech)),
    source: t('policy:intro.source', { date: formatDay(STATUTE_AS_OF, locale) }),
  };
}

export function versionWords(version: VersionEntry, timeZone: string, { t, locale }: Speech): VersionWords {
  const { number, standing, publishedBy, approvedBy, reason, rollbackOf } = version;
  return {
    ...{ number, standing, publishedBy, approvedBy, reason },
    rollback: rollbackOf === null ? null : t('policy:versions.version', { number: rollbackOf }),
    title: t('policy:versions.version', { number }),
    from: formatInstant(version.effectiveFrom, timeZone, locale),
    publishedAt: formatInstant(version.publishedAt, timeZone, locale),
  };
}

export function fallbackWords(rules: CountryTerms['rules'], speech: Speech): string {
  return speech.t('policy:table.default-is', {
    window: windowWords(rules.windowDays, speech, rules.windowFrom),
    cost: costWords(rules.returnCost, speech),
    shipping: shippingWords(rules.refundOutboundShipping, speech),
    final: finalSaleWords(rules.finalSaleReturnable, speech),
  });
}

function inForceWords({ current, timeZone }: PolicyView, { t, locale }: Speech): string {
  if (!current) return t('policy:intro.none');
  const { number, publishedBy, reason } = current;
  return t('policy:intro.in-force', {
    number,
    name: isolate(publishedBy),
    reason: isolate(reason),
    from: formatInstant(current.effectiveFrom, timeZone, locale),
  });
}

function publishedWords(
  { versions, timeZone }: PolicyView,
  asked: string | null,
  { t, locale }: Speech,
): string | null {
  const version = versions.find(({ number }) => String(number) === asked);
  if (!version) return null;
  return t('policy:intro.published', {
    number: version.number,
    from: formatInstant(version.effectiveFrom, timeZone, locale),
  });
}

/** The largest group first; a reader looks for the common case, and for the exceptions by name. */
function groupAlike(terms: readonly CountryTerms[], speech: Speech): TermsGroup[] {
  const said = terms.map((one) => ({ words: termsWords(one, speech), article: one.article }));
  const alike = Map.groupBy(said, ({ words: { law, applies }, article }) =>
    [law.window, law.cost, law.shipping, ...Object.values(applies), article].join('|'),
  );
  return [...alike]
    .map(([key, members]) => groupOf(key, members, speech))
    .filter((group) => group !== null)
    .toSorted((a, b) => b.countries.length - a.countries.length);
}

function groupOf(
  key: string,
  members: readonly { words: TermsWords; article: string | null }[],
  { t }: Speech,
): TermsGroup | null {
  const [first] = members;
  if (!first) return null;
  const { law, applies, name } = first.words;
  const alone = members.length === 1;
  return {
    key,
    title: alone ? name : t('policy:country.count', { count: members.length }),
    law: { ...law, source: alone ? law.source : (first.article ?? t('policy:table.by-country')) },
    applies,
    countries: members.map(({ words }) => ({ code: words.code, name: words.name, source: words.law.source })),
  };
}
