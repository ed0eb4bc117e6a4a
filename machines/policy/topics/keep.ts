import type { TopicRule } from '#machines/policy/topics/topic.ts';

/** Whether the customer may keep the goods and is refunded all the same. No law knows it. */
export const keep: TopicRule<'keep', boolean> = {
  topic: 'keep',
  name: 'keep',
  present: 'if-better',
  read: (outcome) => outcome.keep,
  base: () => false,
  better: (a, b) => a && !b,
  floor: () => null,
  figures: (value) => ({ keep: value }),
  tell: (value) => ({ code: value ? 'keep.yes' : 'keep.no', inputs: {} }),
};
