import type { Condition } from '#machines/policy/condition.ts';
import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import type { PolicyPlace } from '#machines/policy/lint/finding.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import type { Warehouse } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';

/** Where a change is to be seen: in the later document, or in the earlier one for what is no longer there. */
type Placed = { place: PolicyPlace };

/** A value of one field before and after. */
type Field<Kind extends string, Of, F extends keyof Of> = Placed & {
  kind: Kind;
  field: F;
  before: Of[F];
  after: Of[F];
};
type Fields<Kind extends string, Of> = { [F in keyof Of]-?: Field<Kind, Of, F> }[keyof Of];

/** `country` is an ISO code or `default`. `added` and `removed` speak of a country's own entry; the fields whose effect changes follow. */
export type CountryChange =
  | (Placed & { kind: 'added' | 'removed'; country: string })
  | (Fields<'changed', CountryPolicy> & { country: string });

/** `changed` with nothing that joined or left: the same countries in another order, or named once more or less. */
export type MarketChange = Placed & { market: string } & (
    | { kind: 'market-added' | 'market-removed'; countries: readonly string[] }
    | { kind: 'market-changed'; joined: readonly string[]; left: readonly string[] }
  );

export type WarehouseChange = { warehouse: string; name: string } & (
  | (Placed & { kind: 'warehouse-added' | 'warehouse-removed'; address: Warehouse })
  | Fields<'warehouse-changed', Warehouse>
);

/** Places in the list are counted from 1. */
export type SeasonChange = { season: string; name: string } & (
  | (Placed & { kind: 'season-added' | 'season-removed'; dates: Season; position: number })
  | (Placed & { kind: 'season-moved'; from: number; to: number })
  | Fields<'season-changed', Omit<Season, 'id'>>
);

type TopicChange = { [T in Topic]: { topic: T; before: Outcome[T]; after: Outcome[T] } }[Topic];

/**
 * What happened to a rule of the merchant. Places in the list are counted from 1. `rule-conditions` with nothing gained or lost: the same
 * conditions in another order. An outcome that was or is not spoken about is undefined.
 */
export type RuleChange = { ruleId: string; name: string } & Placed &
  (
    | { kind: 'rule-added' | 'rule-removed'; rule: MerchantRule; position: number }
    | { kind: 'rule-moved'; from: number; to: number }
    | { kind: 'rule-renamed'; before: string }
    | { kind: 'rule-conditions'; gained: readonly Condition[]; lost: readonly Condition[]; after: readonly Condition[] }
    | ({ kind: 'rule-outcome' } & TopicChange)
  );

/** One difference between two policies. */
export type PolicyChange = CountryChange | MarketChange | WarehouseChange | SeasonChange | RuleChange;
