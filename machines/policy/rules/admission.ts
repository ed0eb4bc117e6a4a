import type { Rule } from '#machines/policy/rules/rule.ts';

const CODES = {
  unsaid: { outcome: 'none', code: 'policy.no-admission-rule' },
  allow: { outcome: 'none', code: 'policy.allowed-by-rule' },
  review: { outcome: 'review', code: 'policy.review-by-rule' },
  refuse: { outcome: 'refuse', code: 'policy.refused-by-rule' },
} as const;

/** What the merchant's rules say of taking the line back at all. A refusal ends the promise of its version; a statutory right is not touched by it. */
export const admissionRule: Rule = {
  name: 'admission',
  scope: 'policy',
  perVersion: true,
  decide: ({ admission: { value, rule } }) => ({
    ...CODES[value],
    merchant: rule && { id: rule.id, name: rule.name, topic: 'admission' },
  }),
};
