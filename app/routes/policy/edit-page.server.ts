import { redirectTo } from '#app/http.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { addPolicyEdit, DEFAULT_ENTRY } from '#app/services/policy-edits.server.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import { previewPolicy } from '#app/services/preview-policy.server.ts';
import { checkPage } from './check-page.server.ts';
import { choosePage, chooseProblems } from './choose-page.server.ts';
import { draftPath, fits, type PolicyDraft, readDraft } from './draft-address.server.ts';
import type { Speech } from './rule-words.server.ts';
import { rulesPage } from './rules-page.server.ts';

export type EditDeps = Pick<ServiceDeps, 'db' | 'clock'>;

/** The step that an address asks for. `remove` is a button of the first step: it leads on to the check with the edit made. */
export async function editPage(deps: EditDeps, url: URL, speech: Speech) {
  const draft = await withBase(deps, readDraft(url));
  const step = url.searchParams.get('step');
  if (step === 'check') return checkPage(deps, draft, null, speech);
  if (step !== 'rules' && step !== 'remove') return choosePage(deps, draft, [], speech);
  const asked = askedCountries(url);
  const { document } = await previewPolicy(deps, { edits: draft.edits, effectiveFrom: null });
  const problems = chooseProblems(asked, step, document, speech);
  if (problems.length > 0) return choosePage(deps, draft, problems, speech, asked);
  if (step === 'rules') return rulesPage(deps, draft, asked.countries, speech);
  const next = { ...draft, edits: addPolicyEdit(draft.edits, { countries: asked.countries, rules: null }) };
  throw redirectTo(draftPath(next, fits(next) ? 'check' : 'choose'));
}

/** The countries an address names. `code` is what was typed for one that is not in the list. */
export interface Asked {
  countries: string[];
  code: string;
}

export function askedCountries(url: URL): Asked {
  const code = url.searchParams.get('code')?.trim().toUpperCase().slice(0, 20) ?? '';
  const named = [...url.searchParams.getAll('for').slice(0, 300), ...(code ? [code] : [])];
  const known = named.filter((country) => country === DEFAULT_ENTRY || isCountry(country));
  return { countries: [...new Set(known)], code };
}

/** A draft that has just begun is based on the newest version there is. */
async function withBase(deps: EditDeps, draft: PolicyDraft): Promise<PolicyDraft> {
  if (draft.base !== null) return draft;
  const { latest } = await previewPolicy(deps, { edits: [], effectiveFrom: null });
  return { ...draft, base: latest };
}
