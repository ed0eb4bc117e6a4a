import type { Rule } from '#machines/policy/rules/rule.ts';

/** Each piece comes back once. */
export const nothingLeft: Rule = {
  name: 'nothing-left',
  scope: 'line',
  perVersion: false,
  decide: ({ facts: { line } }) => {
    const inputs = { quantity: line.quantity, alreadyReturned: line.alreadyReturned };
    return line.alreadyReturned >= line.quantity
      ? { outcome: 'refuse', code: 'line.nothing-left', inputs }
      : { outcome: 'none', code: 'line.some-left', inputs };
  },
};
