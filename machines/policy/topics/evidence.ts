import type { TopicRule } from '#machines/policy/topics/topic.ts';

export type EvidenceAsked = { photos: number; comment: boolean; required: boolean };

/**
 * What the customer is asked to send along; asking for no more in anything and for less in something is better. Never compulsory where the law
 * grants a right without it: the right to withdraw, and the seller's answer for faults. A statutory withdrawal is asked for nothing at all
 * (Directive 2011/83/EU art. 11a).
 */
export const evidence: TopicRule<'evidence', EvidenceAsked> = {
  topic: 'evidence',
  name: 'evidence',
  present: 'if-better',
  read: ({ evidence: asked }) => asked && { ...asked, required: asked.photos > 0 || asked.comment },
  base: () => ({ photos: 0, comment: false, required: false }),
  better: (a, b) => {
    const noMore = a.photos <= b.photos && (!a.comment || b.comment);
    return noMore && (a.photos < b.photos || a.comment !== b.comment);
  },
  floor: (value, { facts, withinLaw, answersForFault }) => {
    if (!value.required) return null;
    if (withinLaw && facts.request?.track === 'withdrawal') {
      return { value: { photos: 0, comment: false, required: false }, why: 'law' };
    }
    return withinLaw || answersForFault ? { value: { ...value, required: false }, why: 'law' } : null;
  },
  figures: ({ photos, comment }) => ({ photos, comment }),
  tell: ({ photos, comment, required }) => {
    const asked = photos > 0 || comment;
    const code = required ? 'evidence.required' : asked ? 'evidence.optional' : 'evidence.none';
    return { code, inputs: { photos, comment } };
  },
};
