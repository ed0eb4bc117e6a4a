import { formatInstant } from '#app/i18n/format.ts';
import { withoutCountries } from '#app/services/policy-edits.server.ts';
import { type PolicyPreview, previewPolicy } from '#app/services/preview-policy.server.ts';
import { publisherName, shopTimeZone } from '#app/services/view-policy.server.ts';
import { changeSentences, findingSentences } from './change-words.server.ts';
import { draftPath, type PolicyDraft } from './draft-address.server.ts';
import type { EditDeps } from './edit-page.server.ts';
import { countryNames, type Speech } from './rule-words.server.ts';

/** Last step: every difference and every remark, when it begins and why. `begins` null: as soon as it is published. */
export async function checkPage(deps: EditDeps, draft: PolicyDraft, begins: Temporal.Instant | null, speech: Speech) {
  const [preview, timeZone] = await Promise.all([
    previewPolicy(deps, { edits: draft.edits, effectiveFrom: begins }),
    shopTimeZone(deps),
  ]);
  const { follows, latest } = preview;
  return {
    step: 'check' as const,
    back: draftPath(draft, 'choose'),
    // Not the page's own address: that may lack the version the draft was begun on.
    action: draftPath(draft, 'check'),
    latest,
    next: latest + 1,
    follows: follows?.number ?? null,
    sentences: changeSentences(preview.changes, speech),
    ...findingSentences(preview.findings, speech),
    stale: await staleWords(deps, draft, preview),
    ended: endedWords(preview, timeZone, speech),
    timeZone,
    today: deps.clock().toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    undo: draft.edits.map(({ countries }) => ({
      names: countryNames(countries, speech),
      href: draftPath({ ...draft, edits: withoutCountries(draft.edits, countries) }, 'check'),
    })),
  };
}

/** Somebody published since this draft was begun: which number, and who. */
async function staleWords(deps: EditDeps, draft: PolicyDraft, preview: PolicyPreview) {
  if (draft.base === null || draft.base >= preview.latest || !preview.newestBy) return null;
  return { number: preview.latest, name: await publisherName(deps, preview.newestBy) };
}

function endedWords({ endedBy }: PolicyPreview, timeZone: string, { locale }: Speech) {
  if (!endedBy) return null;
  return { number: endedBy.number, from: formatInstant(endedBy.effectiveFrom.toString(), timeZone, locale) };
}
