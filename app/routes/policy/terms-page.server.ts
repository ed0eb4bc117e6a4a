import type { FieldProblem } from '#app/components/error-summary.tsx';
import { applyDraftChange, DEFAULT_ENTRY } from '#app/services/policy-draft-change.server.ts';
import { countryTerms, isCountry } from '#app/services/policy-terms.server.ts';
import { blockingFindings, lintPolicy } from '#machines/policy/lint.ts';
import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import { findingSentences } from './change-words.server.ts';
import {
  costWords,
  countryName,
  countryNames,
  type Speech,
  sortedByName,
  termsWords,
  windowWords,
} from './rule-words.server.ts';
import { termsFields, termsValues } from './terms-form.server.ts';

/** The countries that the address names; those that are none are left out. */
export function askedCountries(url: URL): string[] {
  const named = url.searchParams.getAll('for').slice(0, 300);
  return [...new Set(named.filter((country) => country === DEFAULT_ENTRY || isCountry(country)))];
}

/** The terms of several countries at once, beginning with those that hold in the first of them. */
export function termsPage(document: PolicyDocument, countries: readonly string[], speech: Speech) {
  const { t } = speech;
  const codes = sortedByName(countries, speech).map(({ code }) => code);
  const [first = DEFAULT_ENTRY] = codes;
  const terms = codes.map((code) => countryPolicy(document, code));
  const differ = terms.some((one) => JSON.stringify(one) !== JSON.stringify(terms[0]));
  const name = countryName(first, speech);
  return {
    heading:
      codes.length === 1
        ? t('policy:edit.rules-title', { country: name })
        : t('policy:edit.rules-many', { count: codes.length }),
    names: codes.length === 1 ? null : countryNames(codes, speech),
    differ: differ ? t('policy:edit.rules-differ', { country: name }) : null,
    laws: lawsOf(
      document,
      codes.filter((code) => code !== DEFAULT_ENTRY),
      speech,
    ),
    fields: termsFields(speech),
    values: termsValues(terms[0] ?? document.default),
    now: codes.slice(0, 5).map((code) => termsSentence(code, countryPolicy(document, code), speech)),
  };
}

function termsSentence(code: string, { windowDays, windowFrom, returnCost }: CountryPolicy, speech: Speech): string {
  return `${countryName(code, speech)}: ${windowWords(windowDays, speech, windowFrom)}. ${costWords(returnCost, speech)}.`;
}

/** What the law says in these countries, once for all in which it says the same. */
function lawsOf(document: PolicyDocument, countries: readonly string[], speech: Speech) {
  const said = countries.map((country) => ({ country, law: termsWords(countryTerms(document, country), speech).law }));
  return [...Map.groupBy(said, ({ law }) => JSON.stringify(law)).values()].map((alike) => {
    const names = countryNames(
      alike.map(({ country }) => country),
      speech,
    );
    const law = alike[0]?.law;
    const sentences = [law?.window, law?.cost, law?.shipping].filter(Boolean).join('. ');
    return { names, sentences, source: law?.source ?? null };
  });
}

/** The law's own word at the field that goes against it, with act and article. */
export function lawProblems(
  document: PolicyDocument,
  countries: readonly string[],
  terms: CountryPolicy,
  speech: Speech,
): FieldProblem[] {
  const made = applyDraftChange(document, { kind: 'terms', countries, terms });
  if (!made.ok) return [];
  const against = blockingFindings(lintPolicy(made.document)).filter(
    ({ country }) => country !== null && countries.includes(country),
  );
  return (['windowDays', 'returnCost'] as const).flatMap((field): FieldProblem[] => {
    const { blocking } = findingSentences(
      against.filter((finding) => finding.field === field),
      speech,
    );
    const at = { windowDays: terms.windowDays === 0 ? 'window' : 'days', returnCost: 'cost' }[field];
    return blocking.length > 0 ? [{ field: at, message: blocking.join(' ') }] : [];
  });
}
