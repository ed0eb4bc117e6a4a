import type { Topic } from '#machines/policy/outcome.ts';

/** Every remark there is; the words for each are made elsewhere. */
export const FINDING_CODES = [
  'policy.below-law',
  'policy.may-end-before-law',
  'policy.return-cost-against-law',
  'policy.replaces-law',
  'policy.final-sale-without-effect',
  'policy.unknown-law',
  'policy.unknown-country',
  'rule.below-law',
  'rule.may-end-before-law',
  'rule.return-cost-against-law',
  'rule.replaces-law',
  'rule.unknown-law',
  'rule.law-goes-before',
  'rule.fault-travels-free',
  'rule.conditions-contradict',
  'rule.outcomes-contradict',
  'rule.unreachable',
  'rule.known-too-late',
  'rule.without-effect',
  'rule.shadowed',
  'rule.topic-shadowed',
  'rule.overlaps',
  'rule.unknown-market',
  'rule.unknown-season',
  'rule.unknown-warehouse',
  'name.used-twice',
  'market.unused',
  'warehouse.unused',
  'season.over',
  'season.too-long',
  'season.returns-too-late',
  'season.without-effect',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What of a country's terms or of a rule a remark is about. */
export type PolicyField =
  | 'windowDays'
  | 'windowFrom'
  | 'returnCost'
  | 'finalSaleReturnable'
  | 'country'
  | 'name'
  | 'when'
  | Topic
  | 'dates'
  | 'list';

export type Scalar = string | number | boolean | null;

/** Where in the document: the keys from its root, such as `rules`, 3, `outcome`, `window`, `days`. */
export type PolicyPlace = { path: readonly (string | number)[] };

/**
 * One remark on a policy. `block`: it may not be published. `warn`: likely a mistake, or the law will win over it at every decision. `note`:
 * true, but easily overlooked. Places are in the document; a remark on an inherited value has its place in the default.
 */
export type PolicyFinding = {
  code: FindingCode;
  severity: 'block' | 'warn' | 'note';
  place: PolicyPlace;
  /** The one country it is about; null: several (see `countries`), or none in particular. */
  country: string | null;
  countries: readonly string[];
  /** true: the value comes from the default, the country has no entry of its own. */
  inherited: boolean;
  field: PolicyField;
  merchant: Scalar;
  law: Scalar;
  lawDayKind: 'calendar' | 'business' | null;
  /** The national act, and the article of Directive 2011/83/EU where it applies. */
  basis: string | null;
  article: string | null;
  ruleId: string | null;
  /** The rule that wins over this one. */
  otherRuleId: string | null;
  /** A market, season or warehouse by its identifier, or a name. */
  subject: string | null;
  /** Figures that go with the code, such as `margin` in days or the places of two conditions. */
  details: Readonly<Record<string, Scalar>>;
};

type Told = Pick<PolicyFinding, 'code' | 'severity' | 'field'> & { path: PolicyPlace['path'] } & Partial<PolicyFinding>;

/** A remark with everything that does not concern it left empty. */
export function finding({ path, ...told }: Told): PolicyFinding {
  return {
    country: null,
    countries: told.country ? [told.country] : [],
    inherited: false,
    merchant: null,
    law: null,
    lawDayKind: null,
    basis: null,
    article: null,
    ruleId: null,
    otherRuleId: null,
    subject: null,
    details: {},
    place: { path },
    ...told,
  };
}
