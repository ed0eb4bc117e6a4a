import type { Condition } from '#machines/policy/condition.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import {
  type CountryPolicy,
  type PolicyDocument,
  PolicyDocumentSchema,
  type Warehouse,
} from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
import { type Result, refuse } from './deps.ts';
import { freeSlug } from './slug.server.ts';

/** Stands where a country could: the terms for every country without an entry of its own. */
export const DEFAULT_ENTRY = 'default';

/**
 * One change to a draft's document. `null` in the place of a value takes it out. A rule, a season, a market and a warehouse keep their short name
 * for good; a new one gets its own.
 */
export type PolicyDraftChange =
  | { readonly kind: 'terms'; readonly countries: readonly string[]; readonly terms: CountryPolicy | null }
  | { readonly kind: 'rule-add'; readonly name: string; readonly outcome: Outcome }
  | { readonly kind: 'rule-rename'; readonly rule: string; readonly name: string }
  | { readonly kind: 'rule-copy'; readonly rule: string; readonly name: string }
  | { readonly kind: 'rule-remove'; readonly rule: string }
  | { readonly kind: 'rule-move'; readonly rule: string; readonly way: 'up' | 'down' }
  | {
      readonly kind: 'condition';
      readonly rule: string;
      /** null: one more. */
      readonly index: number | null;
      readonly condition: Condition | null;
    }
  | { readonly kind: 'outcome'; readonly rule: string; readonly topic: Topic; readonly outcome: Outcome | null }
  | { readonly kind: 'season'; readonly id: string | null; readonly season: Omit<Season, 'id'> | null }
  | { readonly kind: 'market'; readonly id: string; readonly countries: readonly string[] | null }
  | { readonly kind: 'warehouse'; readonly id: string | null; readonly warehouse: Warehouse | null }
  | { readonly kind: 'document'; readonly document: PolicyDocument };

export type ChangeRefusal =
  | 'policy.rule-gone'
  | 'policy.part-gone'
  | 'policy.last-outcome'
  | 'policy.default-stays'
  | 'policy.too-much'
  | 'policy.invalid';

type Changed = Result<{ readonly document: PolicyDocument }, ChangeRefusal>;

/** The document with the change made, or why it cannot be; what comes out is always a whole document. */
export function applyDraftChange(document: PolicyDocument, change: PolicyDraftChange): Changed {
  const changed = changedDocument(document, change);
  if (!changed.ok) return changed;
  const parsed = PolicyDocumentSchema.safeParse(changed.document);
  if (parsed.success) return { ok: true, document: parsed.data };
  const tooMany = parsed.error.issues.some((issue) => issue.code === 'too_big' || issue.message.startsWith('too many'));
  return refuse(tooMany ? 'policy.too-much' : 'policy.invalid');
}

function changedDocument(document: PolicyDocument, change: PolicyDraftChange): Changed {
  switch (change.kind) {
    case 'terms':
      return changeTerms(document, change.countries, change.terms);
    case 'season':
      return changeSeason(document, change.id, change.season);
    case 'market': {
      const { id, countries } = change;
      return changeNamed(document, 'markets', id, countries && asBefore(document.markets[id], countries));
    }
    case 'warehouse': {
      const { id, warehouse } = change;
      const own = id ?? freeSlug(warehouse?.name ?? '', Object.keys(document.warehouses), 'warehouse');
      return changeNamed(document, 'warehouses', own, warehouse);
    }
    case 'document':
      return { ok: true, document: change.document };
    case 'rule-add': {
      const id = freeSlug(change.name, ruleIds(document), 'rule');
      const rule = { id, name: change.name, when: [], outcome: change.outcome };
      return { ok: true, document: { ...document, rules: [...document.rules, rule] } };
    }
    default:
      return changeRule(document, change);
  }
}

const ruleIds = (document: PolicyDocument) => document.rules.map(({ id }) => id);

function changeTerms(document: PolicyDocument, named: readonly string[], terms: CountryPolicy | null): Changed {
  if (terms === null && named.includes(DEFAULT_ENTRY)) return refuse('policy.default-stays');
  const countries = new Map(Object.entries(document.countries));
  for (const country of named) {
    if (country === DEFAULT_ENTRY) continue;
    if (terms === null) countries.delete(country);
    else countries.set(country, terms);
  }
  const fallback = terms !== null && named.includes(DEFAULT_ENTRY) ? terms : document.default;
  return { ok: true, document: { ...document, default: fallback, countries: Object.fromEntries(countries) } };
}

function changeSeason(document: PolicyDocument, id: string | null, season: Omit<Season, 'id'> | null): Changed {
  const { seasons } = document;
  if (id !== null && !seasons.some((one) => one.id === id)) return refuse('policy.part-gone');
  if (id === null) {
    if (season === null) return refuse('policy.part-gone');
    const own = freeSlug(
      season.name,
      seasons.map((one) => one.id),
      'season',
    );
    return { ok: true, document: { ...document, seasons: [...seasons, { ...season, id: own }] } };
  }
  const kept = (before: Season, { countries, ...dates }: Omit<Season, 'id'>): Season => ({
    ...{ ...dates, id: before.id },
    countries: countries && asBefore(before.countries, countries),
  });
  const next = season
    ? seasons.map((one) => (one.id === id ? kept(one, season) : one))
    : seasons.filter((one) => one.id !== id);
  return { ok: true, document: { ...document, seasons: next } };
}

/** The same countries stay in the order in which they stood: saving a form that nobody changed is no change. */
function asBefore(before: readonly string[] | null | undefined, countries: readonly string[]): string[] {
  const known = new Set(before ?? []);
  const same = known.size === countries.length && countries.every((country) => known.has(country));
  return [...(same && before ? before : countries)];
}

function changeNamed<Part extends 'markets' | 'warehouses'>(
  document: PolicyDocument,
  part: Part,
  id: string,
  value: PolicyDocument[Part][string] | null,
): Changed {
  const named = new Map<string, PolicyDocument[Part][string]>(Object.entries(document[part]));
  if (value === null && !named.has(id)) return refuse('policy.part-gone');
  if (value === null) named.delete(id);
  else named.set(id, value);
  return { ok: true, document: { ...document, [part]: Object.fromEntries(named) } };
}

type RuleChange = Exclude<
  PolicyDraftChange,
  { kind: 'terms' | 'season' | 'market' | 'warehouse' | 'document' | 'rule-add' }
>;

function changeRule(document: PolicyDocument, change: RuleChange): Changed {
  const at = document.rules.findIndex(({ id }) => id === change.rule);
  const rule = document.rules[at];
  if (!rule) return refuse('policy.rule-gone');
  const put = (...instead: MerchantRule[]): Changed => ({
    ok: true,
    document: { ...document, rules: document.rules.toSpliced(at, 1, ...instead) },
  });
  switch (change.kind) {
    case 'rule-rename':
      return put({ ...rule, name: change.name });
    case 'rule-copy':
      return put(rule, { ...rule, id: freeSlug(change.name, ruleIds(document), 'rule'), name: change.name });
    case 'rule-remove':
      return put();
    case 'rule-move': {
      const to = Math.min(Math.max(at + (change.way === 'up' ? -1 : 1), 0), document.rules.length - 1);
      return { ok: true, document: { ...document, rules: document.rules.toSpliced(at, 1).toSpliced(to, 0, rule) } };
    }
    case 'condition': {
      const { index, condition } = change;
      if (index !== null && !rule.when[index]) return refuse('policy.part-gone');
      const when = rule.when.toSpliced(
        index ?? rule.when.length,
        index === null ? 0 : 1,
        ...(condition ? [condition] : []),
      );
      return put({ ...rule, when });
    }
    case 'outcome': {
      const { [change.topic]: _, ...others } = rule.outcome;
      const outcome: Outcome = { ...others, ...change.outcome };
      return Object.keys(outcome).length === 0 ? refuse('policy.last-outcome') : put({ ...rule, outcome });
    }
  }
}
