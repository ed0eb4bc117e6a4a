import { GRADES } from '#machines/line/codes.ts';
import type { Condition } from '#machines/policy/condition.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import { allCountries } from './country-groups.server.ts';
import type { FormField } from './form-field.ts';
import type { Speech } from './rule-words.server.ts';

/** All kinds of condition, in the order in which people think of them: where, when, what, who, and what is asked for. */
export const CONDITION_KINDS = [
  ...['country', 'market', 'season', 'ordered', 'delivered', 'dispatched'],
  ...['category', 'tag', 'sku', 'vendor', 'price', 'discount', 'final-sale'],
  ...['channel', 'customer-tier', 'customer-tag', 'earlier-returns', 'reason', 'resolution', 'grade'],
] as const satisfies readonly ConditionKind[];
export type ConditionKind = Condition['kind'];

export function conditionKind(text: string | null): ConditionKind | null {
  return CONDITION_KINDS.find((kind) => kind === text) ?? null;
}

/** The fields of one kind of condition. `chosen`: countries that are chosen already and may be beyond our list. */
export function conditionFields(
  kind: ConditionKind,
  document: PolicyDocument,
  chosen: readonly string[],
  speech: Speech,
): FormField[] {
  const { t } = speech;
  const label = t(`policy:kind.${kind}`);
  const hint = t(`policy:kind-hint.${kind}`);
  const named = (choices: readonly { value: string; label: string }[]): FormField[] => [
    { type: 'check', name: 'in', label, hint, choices },
  ];
  switch (kind) {
    case 'country':
      return [
        {
          type: 'countries',
          name: 'in',
          label,
          hint,
          groups: allCountries(chosen, t('policy:edit.choose-all'), speech),
        },
        {
          type: 'text',
          name: 'code',
          width: 'tiny',
          ltr: true,
          label: t('policy:edit.code'),
          hint: t('policy:edit.code-hint'),
        },
      ];
    case 'market':
      return named(Object.keys(document.markets).map((name) => ({ value: name, label: name })));
    case 'season':
      return named(document.seasons.map(({ id, name }) => ({ value: id, label: name })));
    case 'reason':
      return named(REASON_CODES.map((value) => ({ value, label: t(`terms:reason.${value}`) })));
    case 'grade':
      return named(GRADES.map((value) => ({ value, label: t(`terms:grade.${value}`) })));
    case 'resolution':
      return named(RESOLUTIONS.map((value) => ({ value, label: t(`policy:wish.${value}`) })));
    case 'ordered':
      return [dayRow(speech, hint)];
    case 'delivered':
    case 'dispatched':
      return [dayRow(speech, hint), unknownField(speech)];
    case 'price':
      return [
        {
          ...{ type: 'row', name: 'prices' },
          fields: [
            { type: 'amount', name: 'min', label: t('policy:field.price-min'), hint: t('policy:field.empty') },
            { type: 'amount', name: 'max', label: t('policy:field.price-max'), hint: t('policy:field.empty') },
            {
              type: 'text',
              name: 'currency',
              width: 'tiny',
              ltr: true,
              label: t('policy:edit.currency'),
              hint: t('policy:edit.currency-hint'),
            },
          ],
        },
      ];
    case 'discount':
      return [
        {
          ...{ type: 'row', name: 'percents' },
          fields: [
            { type: 'number', name: 'min', label: t('policy:field.percent-min'), hint: t('policy:field.empty') },
            { type: 'number', name: 'max', label: t('policy:field.percent-max'), hint: t('policy:field.empty') },
          ],
        },
      ];
    case 'final-sale':
      return [{ type: 'radio', name: 'is', label, hint, choices: yesNo(speech) }];
    case 'earlier-returns':
      return earlierFields(speech);
    default:
      return [{ type: 'lines', name: 'names', label, hint, most: 12 }];
  }
}

export const yesNo = ({ t }: Speech) => [
  { value: 'yes', label: t('policy:field.yes') },
  { value: 'no', label: t('policy:field.no') },
];

function dayRow({ t }: Speech, hint: string): FormField {
  return {
    ...{ type: 'row', name: 'days' },
    fields: [
      { type: 'date', name: 'from', label: t('policy:field.day-from'), hint },
      { type: 'date', name: 'to', label: t('policy:field.day-to'), hint: t('policy:field.day-to-hint') },
    ],
  };
}

function unknownField({ t }: Speech): FormField {
  return {
    ...{ type: 'radio', name: 'unknown', label: t('policy:field.unknown') },
    choices: [
      { value: 'holds', label: t('policy:field.unknown-holds') },
      { value: 'fails', label: t('policy:field.unknown-fails') },
    ],
  };
}

function earlierFields({ t }: Speech): FormField[] {
  const number = (name: string, label: string, hint = t('policy:field.empty')): FormField => ({
    ...{ type: 'number', name, label, hint },
  });
  return [
    { type: 'number', name: 'within', label: t('policy:field.within'), hint: t('policy:field.within-hint') },
    {
      ...{ type: 'row', name: 'counts' },
      fields: [number('min', t('policy:field.count-min')), number('max', t('policy:field.count-max'))],
    },
    {
      ...{ type: 'row', name: 'values' },
      fields: [
        number('min-value', t('policy:field.value-min'), t('policy:field.value-hint')),
        number('max-value', t('policy:field.value-max')),
      ],
    },
  ];
}
