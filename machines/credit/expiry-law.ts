/** How long a store credit has to live in one place. */
export interface ExpiryFact {
  /** null: it may never end. */
  readonly years: number | null;
  /** Counted from the day of issue, or from the end of the year of issue. */
  readonly from: 'issue' | 'year-end';
  /** The article. Stored with each credit. */
  readonly rule: string;
  /** From which day on the fact holds; null: it holds today, and its first day was not looked up. */
  readonly since: string | null;
}

const never = (rule: string, since: string | null): ExpiryFact => ({ years: null, from: 'issue', rule, since });
const years = (count: number, rule: string, since: string | null): ExpiryFact => ({
  years: count,
  from: 'issue',
  rule,
  since,
});

/**
 * The shortest life of a store credit by country, or by country and subdivision (ISO 3166-2) where its law differs. What is not here is not
 * known to us, and there a credit never ends.
 *
 * - DE: the claim lapses three years after the end of the year in which the credit was given, BGB §§ 195, 199(1).
 * - AT: thirty years, ABGB §§ 1478, 1479; courts found shorter terms of a trader void (three years: OLG Linz 1 R 179/18a).
 * - DK: three years for a credit note as for a gift card, forældelsesloven § 3, in force since 2008-01-01 (before: five).
 * - NO: three years where no other day is agreed, foreldelsesloven § 2.
 * - IE, AU, NZ: the law on gift cards asks for five, three and three years. It leaves out what is given for returned goods; such credit is given
 *   no shorter a life here than one that is sold.
 * - CA: gift cards may not end, in Ontario by O. Reg. 17/05 (since 2007-10-01), in Québec by s. 187.3 of the Consumer Protection Act, in British
 *   Columbia by the Business Practices and Consumer Protection Act, in Alberta by Alta. Reg. 146/2008 (since 2008-11-01).
 * - US: California forbids an end, Civil Code § 1749.5(a)(1). Federal law asks for five years (15 U.S.C. 1693l-1), many states for more or for no
 *   end at all: so in no state does it end.
 */
export const EXPIRY_LAW: Readonly<Record<string, ExpiryFact>> = {
  DE: { years: 3, from: 'year-end', rule: 'BGB §§ 195, 199(1)', since: '2002-01-01' },
  AT: years(30, 'ABGB §§ 1478, 1479', '1812-01-01'),
  DK: years(3, 'forældelsesloven § 3', '2008-01-01'),
  NO: years(3, 'foreldelsesloven § 2', null),
  IE: years(5, 'Consumer Protection (Gift Vouchers) Act 2019', '2019-12-02'),
  AU: years(3, 'Australian Consumer Law, gift cards', '2019-11-01'),
  NZ: years(3, 'Fair Trading (Gift Card Expiry) Amendment Act 2024', '2026-03-16'),
  'CA-ON': never('O. Reg. 17/05', '2007-10-01'),
  'CA-QC': never('Consumer Protection Act (Québec) s. 187.3', null),
  'CA-BC': never('Business Practices and Consumer Protection Act (BC), prepaid purchase cards', null),
  'CA-AB': never('Alta. Reg. 146/2008', '2008-11-01'),
  'US-CA': never('Cal. Civ. Code § 1749.5(a)(1)', '1997-01-01'),
};

/** Where no article is known to us. */
export const UNKNOWN_LAW: ExpiryFact = never('none known', null);
