import { GRADES } from '#machines/line/codes.ts';
import { ORDER_SHAPES, TRAITS } from '#machines/policy/facts.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import { allCountries } from './country-groups.server.ts';
import type { Choice, FormField } from './form-field.ts';
import type { Speech } from './rule-words.server.ts';

/** What is asked of an order of the shop and of a typed one alike. */
export function shopFields(policies: readonly Choice[], { t }: Speech): FormField[] {
  const unknown = t('policy:bench.unknown');
  return [
    {
      ...{ type: 'row', name: 'shop' },
      fields: [
        {
          type: 'text',
          name: 'order',
          width: 'short',
          ltr: true,
          label: t('policy:bench.order'),
          hint: t('policy:bench.order-hint'),
        },
        { type: 'select', name: 'policy', label: t('policy:bench.policy'), choices: policies },
        { type: 'date', name: 'on', label: t('policy:bench.on'), hint: t('policy:bench.on-hint') },
      ],
    },
    {
      ...{ type: 'row', name: 'request' },
      fields: [
        {
          ...{ type: 'select', name: 'track', label: t('policy:bench.track') },
          choices: [
            { value: 'return', label: t('policy:bench.track-return') },
            { value: 'withdrawal', label: t('policy:bench.track-withdrawal') },
          ],
        },
        {
          ...{ type: 'select', name: 'reason', label: t('policy:kind.reason'), empty: unknown },
          choices: REASON_CODES.map((value) => ({ value, label: t(`terms:reason.${value}`) })),
        },
        {
          ...{ type: 'select', name: 'resolution', label: t('policy:kind.resolution'), empty: unknown },
          choices: RESOLUTIONS.map((value) => ({ value, label: t(`policy:wish.${value}`) })),
        },
        {
          ...{ type: 'select', name: 'grade', label: t('policy:kind.grade'), empty: unknown },
          choices: GRADES.map((value) => ({ value, label: t(`terms:grade.${value}`) })),
        },
      ],
    },
  ];
}

/** What is typed where there is no such order. */
export function typedFields(speech: Speech): FormField[] {
  const { t } = speech;
  const text = (name: string, label: string, hint?: string): FormField => ({
    type: 'text',
    name,
    width: 'short',
    label,
    hint,
  });
  const row = (name: string, ...fields: FormField[]): FormField => ({ type: 'row', name, fields });
  return [
    row(
      'where',
      {
        ...{ type: 'select', name: 'country', label: t('policy:filter.label'), empty: t('policy:day.choose') },
        choices: allCountries([], '', speech)[0]?.choices ?? [],
      },
      text('region', t('policy:bench.region'), t('policy:bench.region-hint')),
      {
        ...{ type: 'select', name: 'shape', label: t('policy:bench.shape') },
        choices: ORDER_SHAPES.map((value) => ({ value, label: t(`policy:bench.shapes.${value}`) })),
      },
    ),
    row(
      'dates',
      { type: 'date', name: 'ordered', label: t('policy:bench.ordered') },
      { type: 'date', name: 'dispatched', label: t('policy:bench.dispatched'), hint: t('policy:bench.date-hint') },
      { type: 'date', name: 'delivered', label: t('policy:bench.delivered'), hint: t('policy:bench.date-hint') },
    ),
    row(
      'money',
      { type: 'amount', name: 'price', label: t('policy:bench.price') },
      { type: 'amount', name: 'discount', label: t('policy:bench.discount'), hint: t('policy:field.empty') },
      {
        type: 'text',
        name: 'currency',
        width: 'tiny',
        ltr: true,
        label: t('policy:edit.currency'),
        hint: t('policy:edit.currency-hint'),
      },
      { type: 'number', name: 'quantity', label: t('policy:bench.quantity') },
    ),
    row(
      'goods',
      text('sku', t('policy:kind.sku')),
      text('category', t('policy:kind.category')),
      text('vendor', t('policy:kind.vendor')),
      text('tags', t('policy:kind.tag'), t('policy:bench.names-hint')),
    ),
    row(
      'who',
      text('channel', t('policy:kind.channel')),
      text('tier', t('policy:kind.customer-tier')),
      text('customer-tags', t('policy:kind.customer-tag'), t('policy:bench.names-hint')),
      text('coupon', t('policy:field.coupon')),
    ),
    {
      ...{ type: 'check', name: 'traits', label: t('policy:bench.traits') },
      choices: TRAITS.map((value) => ({ value, label: t(`terms:trait.${value}`) })),
    },
  ];
}
