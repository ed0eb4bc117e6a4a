import { countryChanges } from '#machines/policy/change/countries.ts';
import { marketChanges } from '#machines/policy/change/markets.ts';
import type { PolicyChange } from '#machines/policy/change/policy-change.ts';
import { ruleChanges } from '#machines/policy/change/rules.ts';
import { seasonChanges } from '#machines/policy/change/seasons.ts';
import { warehouseChanges } from '#machines/policy/change/warehouses.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

export type {
  CountryChange,
  MarketChange,
  PolicyChange,
  RuleChange,
  SeasonChange,
  WarehouseChange,
} from '#machines/policy/change/policy-change.ts';

/**
 * Everything that changes from one policy to the next, as data, each with its place: the terms of the default and the countries, markets,
 * warehouses, seasons and rules. Empty only for documents that say the same; the order of keys in a file says nothing, the order of lists does.
 */
export function describePolicyChange(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  return [
    ...countryChanges(before, after),
    ...marketChanges(before, after),
    ...warehouseChanges(before, after),
    ...seasonChanges(before, after),
    ...ruleChanges(before, after),
  ];
}
