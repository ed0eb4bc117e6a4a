import type { TopicRule } from '#machines/policy/topics/topic.ts';

type Bonus = { percent: number };

/** Percent added when the customer takes store credit; the higher is better. No law knows it. */
export const creditBonus: TopicRule<'creditBonus', Bonus> = {
  topic: 'creditBonus',
  name: 'credit-bonus',
  present: 'if-better',
  read: (outcome) => outcome.creditBonus,
  base: () => ({ percent: 0 }),
  better: (a, b) => a.percent > b.percent,
  floor: () => null,
  figures: ({ percent }) => ({ percent }),
  tell: ({ percent }) => ({ code: percent === 0 ? 'bonus.none' : 'bonus.granted', inputs: { percent } }),
};
