import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { parseForm, redirectTo } from '#app/http.server.ts';
import { addPolicyEdit, DEFAULT_ENTRY } from '#app/services/policy-edits.server.ts';
import { countryTerms } from '#app/services/policy-terms.server.ts';
import { previewPolicy } from '#app/services/preview-policy.server.ts';
import { blockingFindings } from '#machines/policy/lint.ts';
import { countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import { findingSentences } from './change-words.server.ts';
import { draftPath, fits, type PolicyDraft, readDraft } from './draft-address.server.ts';
import { askedCountries, type EditDeps } from './edit-page.server.ts';
import { countryName, countryNames, type Speech, sortedByName, termsWords } from './rule-words.server.ts';
import { fieldsOf, type RulesFields, readRules, rulesFields } from './rules-form.server.ts';

/** Second step: the rules for the countries chosen, beginning with those that apply in the first of them. */
export async function rulesPage(deps: EditDeps, draft: PolicyDraft, countries: readonly string[], speech: Speech) {
  const { t } = speech;
  const { document } = await previewPolicy(deps, { edits: draft.edits, effectiveFrom: null });
  const codes = sortedByName(countries, speech).map(({ code }) => code);
  const [first = DEFAULT_ENTRY] = codes;
  const rules = codes.map((country) => fieldsOf(countryPolicy(document, country)));
  const differ = rules.some((one) => JSON.stringify(one) !== JSON.stringify(rules[0]));
  const name = countryName(first, speech);
  return {
    step: 'rules' as const,
    key: codes.join(),
    back: draftPath(draft, 'choose'),
    // Not the page's own address: that may lack the version the draft was begun on.
    action: draftPath(draft, 'rules', codes),
    title:
      codes.length === 1
        ? t('policy:edit.rules-title', { country: name })
        : t('policy:edit.rules-many', { count: codes.length }),
    names: codes.length === 1 ? null : countryNames(codes, speech),
    differ: differ ? t('policy:edit.rules-differ', { country: name }) : null,
    laws: lawsOf(
      document,
      codes.filter((country) => country !== DEFAULT_ENTRY),
      speech,
    ),
    fields: rules[0] ?? fieldsOf(document.default),
  };
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
    return { names, sentences: [law?.window, law?.cost].filter(Boolean).join('. '), source: law?.source ?? null };
  });
}

/** Takes the rules: on to the check, or back to the form with a sentence at each field, the law's article among them. */
export async function takeRules(deps: EditDeps, request: Request, url: URL, speech: Speech) {
  const { t } = speech;
  const draft = readDraft(url);
  const { countries } = askedCountries(url);
  const form = await parseForm(request, rulesFields, { maxBytes: 8 * 1024 });
  if (countries.length === 0) throw redirectTo(draftPath(draft, 'choose'));
  const refused = (problems: readonly FieldProblem[], values: Readonly<Record<string, string>>) =>
    data({ problems, values, view: null }, { status: 422 });
  if (!form.ok) {
    const problems = Object.keys(form.errors).map((field) => ({ field, message: t('error.invalid') }));
    return refused(problems, form.values);
  }
  const values = valuesOf(form.data);
  const read = readRules(form.data, speech);
  if (!read.ok) return refused(read.problems, values);
  const next = { ...draft, edits: addPolicyEdit(draft.edits, { countries, rules: read.rules }) };
  const against = await lawProblems(deps, next, countries, speech);
  if (against.length > 0) return refused(against, values);
  if (!fits(next)) return refused([{ field: '', message: t('policy:error.too-many') }], values);
  throw redirectTo(draftPath(next, 'check'));
}

function valuesOf({ window, cost, shipping, final, ...typed }: RulesFields) {
  return { ...typed, window: window ?? '', cost: cost ?? '', shipping: shipping ?? '', final: final ?? '' };
}

/** The law's own word at the field that goes against it. */
async function lawProblems(deps: EditDeps, draft: PolicyDraft, countries: readonly string[], speech: Speech) {
  const { findings } = await previewPolicy(deps, { edits: draft.edits, effectiveFrom: null });
  const against = blockingFindings(findings).filter((finding) => countries.includes(finding.country));
  return (['windowDays', 'returnCost'] as const).flatMap((field): FieldProblem[] => {
    const { blocking } = findingSentences(
      against.filter((finding) => finding.field === field),
      speech,
    );
    const at = { windowDays: 'days', returnCost: 'cost' }[field];
    return blocking.length > 0 ? [{ field: at, message: blocking.join(' ') }] : [];
  });
}
