import type { TopicRule } from '#machines/policy/topics/topic.ts';

/**
 * Where the parcel goes; null: the shop's own address. It is no promise to the customer, and a warehouse of the day of purchase may be closed by now:
 * so the present version always says.
 */
export const warehouse: TopicRule<'warehouse', string | null> = {
  topic: 'warehouse',
  name: 'warehouse',
  present: 'always',
  read: (outcome) => outcome.warehouse,
  base: () => null,
  better: () => false,
  floor: () => null,
  figures: (value) => ({ warehouse: value }),
  tell: (value, _why, { version }) => {
    if (value === null) return { code: 'warehouse.own', inputs: {} };
    const place = Object.hasOwn(version.document.warehouses, value) ? version.document.warehouses[value] : undefined;
    return { code: 'warehouse.named', inputs: { warehouse: value, name: place?.name ?? null } };
  },
};
