import { inUnion, statuteOf, WITHDRAWAL_FUNCTION } from '#machines/policy/statutory.ts';

export { type WithdrawalRight, withdrawalRight } from '#machines/policy/withdrawal-right.ts';

export type WithdrawalFunction = {
  /** `eu`: Directive 2011/83/EU art. 11a; `ar`: Argentina's botón de arrepentimiento. */
  button: 'eu' | 'ar';
  /** Languages the national law has a wording for; empty for Argentina, whose label is `ARGENTINE_LABEL`. */
  languages: readonly string[];
  /** First day of the duty, ISO date. A right that is open is offered the function whenever its contract was made. */
  from: string;
  /** National act; null: only the Directive is known. */
  basis: string | null;
};

/** Resolución 424/2020, Disposición 954/2025. */
export const ARGENTINE_LABEL = 'Botón de arrepentimiento';

const ENGLISH = { withdraw: 'Withdraw from contract here', confirm: 'Confirm withdrawal' };

const labels: ReadonlyMap<string, { withdraw: string; confirm: string }> = new Map(
  Object.entries(WITHDRAWAL_FUNCTION.labels).map(([language, { withdraw, confirm }]) => [
    language,
    { withdraw, confirm },
  ]),
);

/** The languages that have a wording: the twenty-four official ones of the Union, sorted. */
export const WITHDRAWAL_LANGUAGES: readonly string[] = [...labels.keys()].toSorted();

/**
 * The online withdrawal function the law of a country wants, or null where it wants none. Required of everybody who sells to consumers in the Union:
 * where a member state is late with its act the Directive's date stands. In Iceland, Liechtenstein and Norway article 11a was not found in force.
 */
export function withdrawalFunctionOf(country: string): WithdrawalFunction | null {
  const statute = statuteOf(country);
  if (!statute?.withdrawalFunctionRequired) return null;
  return {
    button: inUnion(country) ? 'eu' : 'ar',
    languages: statute.withdrawalFunctionLanguages,
    from: statute.withdrawalFunctionFrom ?? WITHDRAWAL_FUNCTION.appliesFrom,
    basis: statute.withdrawalFunctionBasis,
  };
}

/** The words of the two controls in a language; English for a language without an official wording. `de-AT` is read as `de`. */
export function withdrawalLabel(language: string): { withdraw: string; confirm: string } {
  return labels.get(language.toLowerCase().split(/[-_]/)[0] ?? '') ?? ENGLISH;
}
