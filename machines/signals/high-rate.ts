import type { SignalRule } from './signal.ts';

/** Fewer orders say nothing about a habit. */
export const RATE_ORDERS = 5;
export const RATE_PERCENT = 80;

/** Nearly everything that a person orders comes back. */
export const highRate: SignalRule = {
  code: 'high-rate',
  rests: ['orders'],
  look: ({ person: { bought, returned } }) =>
    bought >= RATE_ORDERS && returned * 100 >= bought * RATE_PERCENT ? { bought, returned } : null,
};
