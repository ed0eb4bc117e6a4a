import type { SignalRule } from './signal.ts';

/** A household has some addresses of its own. */
export const SHARED_EMAILS = 5;

/** Many customers return what went to one address. */
export const sharedAddress: SignalRule = {
  code: 'shared-address',
  rests: ['address'],
  look: ({ emailsAtAddress: emails }) => (emails >= SHARED_EMAILS ? { emails } : null),
};
