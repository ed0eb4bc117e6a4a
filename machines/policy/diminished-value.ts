import type { Grade } from '#machines/line/codes.ts';
import { lawOf } from '#machines/policy/law-of.ts';

/** Nothing, or something else, came back: no question of lost value, so the law's limits on it do not protect. */
const NOT_RETURNED: readonly Grade[] = ['wrong-item', 'missing'];
/** Looking at goods and trying them is what the right is for; an opened box costs the customer nothing under any of these laws. */
const BEYOND_LOOKING: readonly Grade[] = ['used', 'damaged', ...NOT_RETURNED];
const DAMAGE_ONLY: readonly Grade[] = ['damaged', ...NOT_RETURNED];
const ANYTHING: readonly Grade[] = ['opened', ...BEYOND_LOOKING];

/**
 * The grades for which a refund under the statutory right may be less than the price. Where only handling beyond what is needed to look counts
 * (Directive 2011/83/EU art. 14(2), Korea, Taiwan, Türkiye, Ukraine), nothing may be taken for lost value from a customer who was not told of the
 * right. Argentina lets normal use pass, and so it is taken where the law is silent. Where the goods must be intact, opening the packaging to look
 * does no harm either (China, Interim Measures for Seven-Day Returns). Without a right nothing is limited.
 */
export function deductibleGrades(
  country: string,
  subdivision: string | null,
  { informed }: { informed: boolean } = { informed: true },
): readonly Grade[] {
  const law = lawOf(country, subdivision);
  switch (law?.country.diminishedValue) {
    case 'beyond_necessary_handling':
      return informed ? BEYOND_LOOKING : NOT_RETURNED;
    case 'none_for_agreed_or_natural_use':
    case 'unspecified':
      return DAMAGE_ONLY;
    case 'goods_must_be_intact':
      return BEYOND_LOOKING;
    default:
      return ANYTHING;
  }
}
