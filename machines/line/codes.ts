// Without the schemas of context.ts: pages that only list the codes send no validator to the browser.

export const GRADES = ['as-new', 'opened', 'used', 'damaged', 'wrong-item', 'missing'] as const;
export type Grade = (typeof GRADES)[number];

/** Why the desk gives less than asked, or nothing. */
export const REDUCE_REASONS = [
  'signs-of-use',
  'parts-missing',
  'damaged-by-customer',
  'packaging-missing',
  'other',
] as const;
export const REJECT_REASONS = [
  'not-received',
  'wrong-item-sent',
  'outside-window',
  'seal-broken',
  'damaged-by-customer',
  'other',
] as const;
