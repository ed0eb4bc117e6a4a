import type { SignalRule } from './signal.ts';

export const CLAIMS = 5;

/** The same person says again and again that what came was damaged, wrong or not as described. */
export const repeatedClaims: SignalRule = {
  code: 'repeated-claims',
  rests: ['reasons'],
  look: ({ person: { claims: count } }) => (count >= CLAIMS ? { count } : null),
};
