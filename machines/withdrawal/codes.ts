// Without the schemas of context.ts: pages that only list the codes send no validator to the browser.

/** Why a person has to look at a statement before anything can come of it. */
export const WITHDRAWAL_PROBLEMS = [
  'order-unknown',
  'email-differs',
  'own-words',
  'late',
  'excepted',
  'no-right',
  'nothing-left',
  'lines-unknown',
  'not-payable',
  /** The order is found, by hand: nothing stands in the way but the choice of the items. */
  'matched',
] as const;
export type WithdrawalProblem = (typeof WITHDRAWAL_PROBLEMS)[number];

/** Why nothing comes of a statement; the words stand in app/i18n/withdrawal under the same names. */
export const WITHDRAWAL_ANSWERS = ['late', 'excepted', 'no-contract', 'nothing-left', 'no-right'] as const;
export type WithdrawalAnswer = (typeof WITHDRAWAL_ANSWERS)[number];
