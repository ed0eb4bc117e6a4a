import { formatInstant } from '#app/i18n/format.ts';
import type { PolicyDraftView } from '#app/services/view-policy-draft.server.ts';
import type { DraftStep } from './draft-steps.tsx';
import type { Speech } from './rule-words.server.ts';

/** The draft at a glance: who, when, upon what, and how far each step is. */
export function draftSummary(view: PolicyDraftView, speech: Speech) {
  return {
    ...{ rows: rowsOf(view, speech), steps: stepsOf(view, speech) },
    ...{ base: view.draft.baseNumber, ground: otherGround(view) },
  };
}

function rowsOf({ draft, names, timeZone }: PolicyDraftView, { t, locale }: Speech) {
  const moment = (at: Temporal.Instant) => formatInstant(at.toString(), timeZone, locale);
  const who = (name: string, at: Temporal.Instant) => t('policy:draft.who-when', { name, at: moment(at) });
  const begins = draft.effectiveFrom ? moment(draft.effectiveFrom) : t('policy:proposal.when-approved');
  return [
    {
      id: 'base',
      label: t('policy:draft.base'),
      value:
        draft.baseNumber === 0
          ? t('policy:draft.base-none')
          : t('policy:versions.version', { number: draft.baseNumber }),
    },
    ...(draft.rollbackOf === null
      ? []
      : [
          {
            id: 'rollback',
            label: t('policy:draft.rollback'),
            value: t('policy:versions.version', { number: draft.rollbackOf }),
          },
        ]),
    { id: 'created', label: t('policy:draft.created'), value: who(names.created, draft.createdAt) },
    { id: 'updated', label: t('policy:draft.updated'), value: who(names.updated, draft.updatedAt) },
    ...(draft.proposedAt && names.proposed
      ? [
          { id: 'proposed', label: t('policy:draft.proposed'), value: who(names.proposed, draft.proposedAt) },
          { id: 'begins', label: t('policy:versions.from'), value: begins },
          { id: 'reason', label: t('policy:versions.reason'), value: draft.reason ?? '' },
        ]
      : []),
  ];
}

function stepsOf({ draft, changes, findings }: PolicyDraftView, { t }: Speech): DraftStep[] {
  const { countries, rules, seasons, markets, warehouses } = draft.document;
  const counts = {
    countries: Object.keys(countries).length,
    rules: rules.length,
    seasons: seasons.length,
    markets: Object.keys(markets).length,
    warehouses: Object.keys(warehouses).length,
  };
  const parts = (['countries', 'rules', 'seasons', 'markets', 'warehouses'] as const).map((part) => ({
    ...{ href: part, label: t(`policy:draft.section.${part}`), note: `(${counts[part]})` },
  }));
  const blocking = findings.filter(({ severity }) => severity === 'block').length;
  const step = (name: 'differences' | 'findings' | 'simulation' | 'proposal', mark: DraftStep['mark']): DraftStep => ({
    title: t(`policy:draft.step.${name}`),
    text: t(`policy:draft.step-text.${name}`),
    links: [{ href: name, label: t(`policy:draft.step-link.${name}`), note: null }],
    mark,
  });
  return [
    { title: t('policy:draft.step.edit'), text: t('policy:draft.step-text.edit'), links: parts, mark: null },
    step('differences', {
      tone: changes.length > 0 ? 'info' : 'neutral',
      text: t('policy:draft.differences', { count: changes.length }),
    }),
    step(
      'findings',
      blocking > 0
        ? { tone: 'danger', text: t('policy:draft.blocking', { count: blocking }) }
        : { tone: 'success', text: t('policy:draft.none-blocking') },
    ),
    step('simulation', null),
    step('proposal', null),
  ];
}

/** The version that would be in force when this draft begins, where that is another one than it was compared with. */
export function otherGround({ draft, follows }: PolicyDraftView): number | null {
  const isOver = draft.state === 'published' || draft.state === 'discarded';
  return isOver || follows === draft.baseNumber ? null : follows;
}
