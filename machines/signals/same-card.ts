import { SHORT_DAYS, type SignalRule } from './signal.ts';

export const CARD_RETURNS = 5;

/** Many returns in a short time of orders that one card paid, whoever ordered. */
export const sameCard: SignalRule = {
  code: 'same-card',
  rests: ['payment'],
  look: ({ returnsOfCard: count }) => (count >= CARD_RETURNS ? { count, days: SHORT_DAYS } : null),
};
