import type { PolicyDraft } from '#app/services/read-policy-draft.server.ts';
import type { DraftFinding } from '#app/services/view-policy-draft.server.ts';
import { findingSentences } from './change-words.server.ts';
import { countryName, type Speech } from './rule-words.server.ts';
import { termsPath } from './terms-path.ts';

/** A finding in words, with the ways to what it is about. */
export interface PlacedFinding {
  readonly text: string;
  readonly links: readonly { readonly href: string; readonly label: string }[];
}

/** What blocks, what is new with this draft, and what was true of the version before it as well. */
export function placedFindings(draft: PolicyDraft, findings: readonly DraftFinding[], speech: Speech) {
  const blocking = findings.filter(({ severity }) => severity === 'block');
  const remarks = findings.filter(({ severity }) => severity !== 'block');
  return {
    blocking: inPlaces(draft, blocking, speech),
    fresh: inPlaces(
      draft,
      remarks.filter(({ known }) => !known),
      speech,
    ),
    known: inPlaces(
      draft,
      remarks.filter(({ known }) => known),
      speech,
    ),
  };
}

/** Findings about one place that read the same but for the country are said once, and the place is named once. */
function inPlaces(draft: PolicyDraft, findings: readonly DraftFinding[], speech: Speech): PlacedFinding[] {
  const places = findings.map((finding) => ({ finding, link: placeOf(draft, finding.place.path, speech) }));
  const alike = Map.groupBy(places, ({ link }) => link?.href ?? '');
  return [...alike.values()].flatMap((group) => {
    const { blocking, remarks } = findingSentences(
      group.map(({ finding }) => finding),
      speech,
      draft.document,
    );
    const link = group[0]?.link;
    return [...blocking, ...remarks].map((text) => ({ text, links: link ? [link] : [] }));
  });
}

/** The page on which a place of the document is edited. */
function placeOf({ id, document }: PolicyDraft, path: readonly (string | number)[], speech: Speech) {
  const { t } = speech;
  const [root, second, third, fourth] = path;
  const at = `/policy/drafts/${id}`;
  if (root === 'default') return { href: termsPath(id, ['default']), label: t('policy:findings.to-default') };
  if (root === 'countries' && typeof second === 'string') {
    return { href: termsPath(id, [second]), label: t('policy:findings.to', { name: countryName(second, speech) }) };
  }
  const rule = root === 'rules' && typeof second === 'number' ? document.rules[second] : undefined;
  if (rule) {
    const label = t('policy:findings.to', { name: rule.name });
    const page = `${at}/rules/${rule.id}`;
    if (third === 'when' && typeof fourth === 'number') return { href: `${page}/condition?index=${fourth}`, label };
    return { href: third === 'outcome' && fourth ? `${page}/outcome?topic=${fourth}` : page, label };
  }
  const season = root === 'seasons' && typeof second === 'number' ? document.seasons[second] : undefined;
  if (season) return { href: `${at}/seasons/${season.id}`, label: t('policy:findings.to', { name: season.name }) };
  if ((root === 'markets' || root === 'warehouses') && typeof second === 'string') {
    return { href: `${at}/${root}/${second}`, label: t('policy:findings.to', { name: second }) };
  }
  return null;
}
