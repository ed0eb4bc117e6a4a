import { policyTerms } from '#app/services/policy-terms.server.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { STATUTE_COUNTRIES } from '#machines/policy/statutory.ts';
import type { CountryGroup } from './form-field.ts';
import { costWords, type Speech, sortedByName, windowWords } from './rule-words.server.ts';

/** Every country we have a law for, and those that are chosen already, in one list. */
export function allCountries(chosen: readonly string[], title: string, speech: Speech): CountryGroup[] {
  const codes = [...new Set([...STATUTE_COUNTRIES, ...chosen])];
  return [{ title, choices: sortedByName(codes, speech).map(({ code, name }) => ({ value: code, label: name })) }];
}

/** The countries by whether they have terms of their own, with these terms. */
export function countriesByTerms(document: PolicyDocument, speech: Speech): CountryGroup[] {
  const { t } = speech;
  const terms = new Map(policyTerms(document).map((one) => [one.country, one]));
  const named = sortedByName([...terms.keys()], speech);
  const choice = ({ code, name }: { code: string; name: string }) => {
    const rules = terms.get(code)?.rules ?? document.default;
    const hint = `${windowWords(rules.windowDays, speech, rules.windowFrom)} · ${costWords(rules.returnCost, speech)}`;
    return { value: code, label: name, hint };
  };
  const own = named.filter(({ code }) => terms.get(code)?.own);
  const others = named.filter(({ code }) => !terms.get(code)?.own);
  return [
    { title: t('policy:edit.choose-own'), choices: [...sortedByName(['default'], speech), ...own].map(choice) },
    { title: t('policy:edit.choose-others'), choices: others.map(({ code, name }) => ({ value: code, label: name })) },
  ];
}
