import { conditionalRight, lawOf } from '#machines/policy/law-of.ts';

const PAYERS = {
  merchant: 'merchant',
  consumer_unless_merchant_offers: 'customer',
  unspecified: 'unspecified',
} as const;

/**
 * Who bears the way back of a withdrawal by law: `customer` unless the merchant offers more; `unspecified`: the law is silent; null: there is no right
 * to withdraw. A merchant who did not inform the customer bears it where the law says so (Directive 2011/83/EU art. 14(1)); in a province or state
 * that knows a right only for the uninformed, its own rule holds.
 */
export function returnPostage(
  country: string,
  subdivision: string | null,
  { informed }: { informed: boolean } = { informed: true },
): 'merchant' | 'customer' | 'unspecified' | null {
  const law = lawOf(country, subdivision);
  if (!law) return null;
  if (law.country.returnPostagePaidBy !== null) {
    const taught = informed || law.country.merchantPaysReturnIfNotInformed !== true;
    return taught ? PAYERS[law.country.returnPostagePaidBy] : 'merchant';
  }
  if (informed || conditionalRight(law) === null) return null;
  return law.subdivision?.rule === 'disclosure_failure' ? PAYERS[law.subdivision.returnPostagePaidBy] : 'unspecified';
}
