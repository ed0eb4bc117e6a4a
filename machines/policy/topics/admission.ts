import type { Outcome } from '#machines/policy/outcome.ts';
import type { TopicRule } from '#machines/policy/topics/topic.ts';

export type Admission = NonNullable<Outcome['admission']> | 'unsaid';

/** The lower the better for the customer. A refusal cannot touch the law's right, and asks for no person to judge it. */
const rank = (value: Admission, withinLaw: boolean) =>
  ({ allow: 0, unsaid: 1, review: 2, refuse: withinLaw ? 1 : 3 })[value];

/**
 * What a rule says of taking the line back at all. A refusal ends the promise of its own version (see `rules/admission.ts`) and nothing of the law;
 * as a topic it tells whether a person is to decide, which no version asks for where the better of the two does not.
 */
export const admission: TopicRule<'admission', Admission> = {
  topic: 'admission',
  name: 'review',
  present: 'if-better',
  read: (outcome) => outcome.admission,
  base: () => 'unsaid',
  better: (a, b, { withinLaw }) => rank(a, withinLaw) < rank(b, withinLaw),
  floor: () => null,
  figures: (value) => ({ review: value === 'review' }),
  tell: (value) => ({ code: value === 'review' ? 'review.wanted' : 'review.none', inputs: {} }),
};
