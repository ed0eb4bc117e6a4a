import type { Translate } from '#app/i18n/types.ts';

/** The provider's codes of a refund that failed or was refused, as the payments port and Stripe name them. */
const known = [
  'lost-or-stolen-card',
  'expired-or-canceled-card',
  'disputed',
  'insufficient-funds',
  'declined',
  'merchant-request',
  'already-refunded',
  'over-refundable',
  'not-paid',
  'not-captured',
  'unknown-payment',
  'invalid',
  'misconfigured',
  'other-provider',
  'window-over',
  'key-reused',
  'provider-error',
  'unknown',
] as const;

const same: Readonly<Record<string, (typeof known)[number]>> = {
  'charge-for-pending-refund-disputed': 'disputed',
  'insufficient-balance': 'insufficient-funds',
};

/** Why a refund failed, in words; a code that we do not know is shown as it came. */
export function failureWords(code: string, t: Translate): string {
  const folded = code.replaceAll('_', '-');
  const key = known.find((one) => one === (same[folded] ?? folded));
  return key ? t(`staff:desk.failure.${key}`) : code;
}
