import type { Translate } from '#app/i18n/types.ts';

/** The codes of the policy's rules. */
export const RECEIPT_CODES = [
  'order.cancelled',
  'order.not-cancelled',
  'order.in-future',
  'order.placed',
  'line.nothing-left',
  'line.some-left',
  'line.not-shippable',
  'line.shippable',
  'law.window-open',
  'law.window-ended',
  'law.no-right',
  'law.unknown-country',
  'law.exception',
  'law.judged-on-return',
  'law.no-exception',
  'law.not-replaceable',
  'law.default-applies',
  'law.replaced-by-policy',
  'policy.window-open',
  'policy.window-ended',
  'policy.no-window',
  'policy.no-returns',
  'policy.final-sale',
  'policy.not-final-sale',
  'policy.final-sale-returnable',
  'policy.final-sale-without-effect',
  'policy.excluded-by-nature',
  'policy.not-excluded',
] as const;

/** What a rule said, in words; a code of an older version that has none any more is shown as it is. */
export function receiptWords(code: string, t: Translate): string {
  const known = RECEIPT_CODES.find((one) => one === code);
  return known ? t(`terms:code.${known}`) : code;
}
