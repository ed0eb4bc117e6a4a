import type { FieldProblem } from '#app/components/error-summary.tsx';
import { DEFAULT_ENTRY } from '#app/services/policy-edits.server.ts';
import { policyTerms } from '#app/services/policy-terms.server.ts';
import { type PolicyPreview, previewPolicy } from '#app/services/preview-policy.server.ts';
import { changeSentences } from './change-words.server.ts';
import { draftPath, type PolicyDraft, writeEdit } from './draft-address.server.ts';
import type { Asked, EditDeps } from './edit-page.server.ts';
import { costWords, countryNames, type Speech, sortedByName, windowWords } from './rule-words.server.ts';

/** First step: what has been changed so far, and which countries come next. */
export async function choosePage(
  deps: EditDeps,
  draft: PolicyDraft,
  problems: readonly FieldProblem[],
  speech: Speech,
  asked: Asked = { countries: [], code: '' },
) {
  const { document, changes } = await previewPolicy(deps, { edits: draft.edits, effectiveFrom: null });
  const terms = new Map(policyTerms(document).map((one) => [one.country, one]));
  const sorted = sortedByName([...terms.keys()], speech);
  const option = ({ code, name }: { code: string; name: string }) => {
    const rules = terms.get(code)?.rules ?? document.default;
    const hint = `${windowWords(rules.windowDays, speech)} · ${costWords(rules.returnCost, speech)}`;
    return { value: code, label: name, hint };
  };
  const isOwn = ({ code }: { code: string }) => terms.get(code)?.own === true;
  return {
    step: 'choose' as const,
    back: '/policy',
    problems,
    base: draft.base,
    edits: draft.edits.map(writeEdit),
    chosen: asked.countries,
    code: asked.code,
    sentences: changeSentences(changes, speech),
    checkPath: draft.edits.length > 0 ? draftPath(draft, 'check') : null,
    own: [...sortedByName([DEFAULT_ENTRY], speech), ...sorted.filter(isOwn)].map(option),
    others: sorted.filter((one) => !isOwn(one)).map(({ code, name }) => ({ value: code, label: name })),
  };
}

/** What is wrong with a choice of countries for what is to be done with them. */
export function chooseProblems(
  { countries, code }: Asked,
  step: 'rules' | 'remove',
  document: PolicyPreview['document'],
  speech: Speech,
): FieldProblem[] {
  const { t } = speech;
  if (code !== '' && !countries.includes(code)) {
    const message = /^[A-Z]{2}$/.test(code) ? t('policy:error.code-unknown', { code }) : t('policy:error.code');
    return [{ field: 'code', message }];
  }
  if (countries.length === 0) return [{ field: 'for', message: t('policy:error.countries') }];
  if (step === 'rules') return [];
  if (countries.includes(DEFAULT_ENTRY)) return [{ field: 'for', message: t('policy:error.remove-default') }];
  const without = countries.filter((country) => !Object.hasOwn(document.countries, country));
  if (without.length === 0) return [];
  return [{ field: 'for', message: t('policy:error.remove-none', { countries: countryNames(without, speech) }) }];
}
