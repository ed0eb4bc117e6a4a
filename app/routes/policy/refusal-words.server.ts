import type { StaffArgs } from '#app/http.server.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { Refusal } from '#app/services/deps.ts';
import { FURTHEST_YEARS } from '#app/services/policy-ground.server.ts';
import { staffNames } from '#app/services/staff-names.server.ts';
import { countryName, type Speech, sourceWords } from './rule-words.server.ts';

/** Why something about a draft was not done, in a sentence that says what to do now. */
export async function refusalWords(
  deps: Pick<StaffArgs['deps'], 'db'>,
  refusal: Refusal,
  speech: Speech,
): Promise<string> {
  const { t } = speech;
  const number = refusal.number ?? '';
  switch (refusal.code) {
    case 'policy.draft-not-found':
    case 'policy.draft-discarded':
      return t('policy:refused.discarded');
    case 'policy.draft-stale': {
      const nameOf = await staffNames(deps.db);
      return t('policy:refused.stale', { name: isolate(nameOf(String(refusal.updatedBy))) });
    }
    case 'policy.draft-proposed':
      return t('policy:refused.proposed');
    case 'policy.draft-editing':
      return t('policy:refused.editing');
    case 'policy.draft-published':
      return t('policy:refused.published', { number });
    case 'policy.same-person':
      return t('policy:refused.same-person');
    case 'policy.not-allowed':
      return t('policy:proposal.not-allowed');
    case 'policy.first-not-allowed':
      return t('approval:code.policy.first-not-allowed');
    case 'policy.other-content':
      return t('policy:refused.other-content');
    case 'policy.other-ground':
      return t('policy:refused.other-ground', { number, base: refusal.base ?? '' });
    case 'policy.unchanged':
      return t('policy:error.unchanged', { number });
    case 'policy.retroactive':
      return t('policy:error.retroactive');
    case 'policy.too-far':
      return t('policy:error.too-far', { count: FURTHEST_YEARS });
    case 'policy.rule-gone':
    case 'policy.part-gone':
      return t('policy:refused.gone');
    case 'policy.last-outcome':
      return t('policy:refused.last-outcome');
    case 'policy.default-stays':
      return t('policy:refused.default-stays');
    case 'policy.invalid':
      return t('policy:refused.invalid');
    case 'policy.file':
      return t('policy:refused.file');
    case 'policy.too-much':
      return t('policy:refused.too-much');
    case 'policy.version-not-found':
      return t('policy:refused.no-version', { number });
    default:
      return blockedWords(refusal, speech);
  }
}

/** A finding that blocks: with the country, the act and the article where the law is the reason. */
function blockedWords(refusal: Refusal, speech: Speech): string {
  const text = (value: string | number | null | undefined) => (typeof value === 'string' ? value : null);
  const source = sourceWords({ basis: text(refusal.basis), article: text(refusal.article) });
  const country = text(refusal.country);
  if (!country || !source) return speech.t('policy:refused.blocked');
  return speech.t('policy:refused.blocked-law', { country: countryName(country, speech), source: isolate(source) });
}
