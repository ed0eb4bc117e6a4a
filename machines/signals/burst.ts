import { SHORT_DAYS, type SignalRule } from './signal.ts';

export const BURST_RETURNS = 5;

/** Many returns of one person in a short time. */
export const burst: SignalRule = {
  code: 'burst',
  rests: ['orders'],
  look: ({ person: { recent: count } }) => (count >= BURST_RETURNS ? { count, days: SHORT_DAYS } : null),
};
