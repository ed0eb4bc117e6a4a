import type { PolicyDocument } from '#machines/policy/policy.ts';
import { allCountries } from './country-groups.server.ts';
import type { FormField } from './form-field.ts';
import type { Speech } from './rule-words.server.ts';

/** What a policy has beside countries and rules. */
export const PARTS = ['seasons', 'markets', 'warehouses'] as const;
export type Part = (typeof PARTS)[number];

export function partOf(text: string | undefined): Part | null {
  return PARTS.find((part) => part === text) ?? null;
}

/** The names of what there is, with its countries or dates left to the page. */
export function hasPart(part: Part, document: PolicyDocument, id: string): boolean {
  return part === 'seasons' ? document.seasons.some((season) => season.id === id) : Object.hasOwn(document[part], id);
}

/** The form of one of them; `id` null for a new one. */
export function partFields(part: Part, id: string | null, chosen: readonly string[], speech: Speech): FormField[] {
  const { t } = speech;
  const countries = (label: string, hint: string): FormField[] => [
    { type: 'countries', name: 'in', label, hint, groups: allCountries(chosen, t('policy:edit.choose-all'), speech) },
    {
      type: 'text',
      name: 'code',
      width: 'tiny',
      ltr: true,
      label: t('policy:edit.code'),
      hint: t('policy:edit.code-hint'),
    },
  ];
  if (part === 'markets') {
    const name: FormField = {
      ...{ type: 'text', name: 'name', width: 'medium', ltr: true },
      ...{ label: t('policy:field.market'), hint: t('policy:field.market-hint') },
    };
    return [
      ...(id === null ? [name] : []),
      ...countries(t('policy:field.market-countries'), t('policy:edit.choose-hint')),
    ];
  }
  if (part === 'warehouses') return warehouseFields(speech);
  return [
    { type: 'text', name: 'name', width: 'medium', label: t('policy:field.name'), hint: t('policy:field.name-hint') },
    {
      ...{ type: 'row', name: 'days' },
      fields: [
        { type: 'date', name: 'from', label: t('policy:field.ordered-from') },
        { type: 'date', name: 'to', label: t('policy:field.ordered-to') },
        { type: 'date', name: 'until', label: t('policy:field.return-until') },
      ],
    },
    {
      ...{ type: 'radio', name: 'where', label: t('policy:field.where') },
      choices: [
        { value: 'all', label: t('policy:field.where-all') },
        { value: 'some', label: t('policy:field.where-some') },
      ],
    },
    ...countries(t('policy:field.season-countries'), t('policy:field.season-countries-hint')),
  ];
}

function warehouseFields({ t }: Speech): FormField[] {
  const text = (name: string, label: string, width: 'medium' | 'short' = 'medium'): FormField => ({
    type: 'text',
    name,
    label,
    width,
  });
  return [
    {
      type: 'text',
      name: 'name',
      width: 'medium',
      label: t('policy:field.name'),
      hint: t('policy:field.warehouse-hint'),
    },
    text('line1', t('policy:field.line1')),
    text('line2', t('policy:field.line2')),
    {
      ...{ type: 'row', name: 'place' },
      fields: [text('postcode', t('policy:field.postcode'), 'short'), text('city', t('policy:field.city'))],
    },
    text('region', t('policy:field.region')),
    {
      type: 'text',
      name: 'code',
      width: 'tiny',
      ltr: true,
      label: t('policy:field.country-code'),
      hint: t('policy:field.country-code-hint'),
    },
  ];
}
