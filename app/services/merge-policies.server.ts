import { sameContent } from '#machines/canonical-json.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** A part of a policy that both sides changed, each in its own way. */
export interface MergeConflict {
  readonly part: 'default' | 'countries' | 'markets' | 'warehouses' | 'seasons' | 'rules';
  /** The country, or the short name; null for the default. */
  readonly name: string | null;
}

export interface MergedPolicy {
  readonly document: PolicyDocument;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Lays a draft upon another version than the one it was begun on: what only the draft changed is the draft's, what only the version changed is the
 * version's. Where both changed the same entry in different ways the draft's word stays and is named as a conflict. Rules keep the version's
 * order unless the draft changed it; a rule that one side added stands behind the rule it was added behind.
 */
export function mergePolicies(base: PolicyDocument, draft: PolicyDocument, version: PolicyDocument): MergedPolicy {
  const conflicts: MergeConflict[] = [];
  const merge = <Value>(part: MergeConflict['part'], sides: Sides<Value>): Map<string, Value> => {
    const { entries, contested } = mergeEntries(sides);
    conflicts.push(...contested.map((name) => ({ part, name })));
    return entries;
  };
  const record = <Part extends 'countries' | 'markets' | 'warehouses'>(part: Part) =>
    merge<PolicyDocument[Part][string]>(part, {
      base: new Map(Object.entries(base[part])),
      draft: new Map(Object.entries(draft[part])),
      version: new Map(Object.entries(version[part])),
    });
  const fallback = mergeEntries({
    base: new Map([['default', base.default]]),
    draft: new Map([['default', draft.default]]),
    version: new Map([['default', version.default]]),
  });
  if (fallback.contested.length > 0) conflicts.push({ part: 'default', name: null });
  const seasons = merge('seasons', {
    base: byId(base.seasons),
    draft: byId(draft.seasons),
    version: byId(version.seasons),
  });
  const rules = merge('rules', { base: byId(base.rules), draft: byId(draft.rules), version: byId(version.rules) });
  const order = mergeOrder(idsOf(base.rules), idsOf(draft.rules), idsOf(version.rules));
  return {
    document: {
      schemaVersion: 2,
      default: fallback.entries.get('default') ?? draft.default,
      countries: Object.fromEntries(record('countries')),
      markets: Object.fromEntries(record('markets')),
      warehouses: Object.fromEntries(record('warehouses')),
      seasons: [...seasons.values()],
      rules: order.map((id) => rules.get(id)).filter((rule) => rule !== undefined),
    },
    conflicts,
  };
}

interface Sides<Value> {
  readonly base: ReadonlyMap<string, Value>;
  readonly draft: ReadonlyMap<string, Value>;
  readonly version: ReadonlyMap<string, Value>;
}

function mergeEntries<Value>({ base, draft, version }: Sides<Value>) {
  const entries = new Map<string, Value>();
  const contested: string[] = [];
  for (const name of new Set([...version.keys(), ...draft.keys()])) {
    const [was, mine, theirs] = [base.get(name), draft.get(name), version.get(name)];
    const [iChanged, theyChanged] = [!alike(was, mine), !alike(was, theirs)];
    if (iChanged && theyChanged && !alike(mine, theirs)) contested.push(name);
    const kept = iChanged ? mine : theirs;
    if (kept !== undefined) entries.set(name, kept);
  }
  return { entries, contested };
}

const alike = (a: unknown, b: unknown) => (a === undefined || b === undefined ? a === b : sameContent(a, b));
const byId = <Value extends { id: string }>(list: readonly Value[]) => new Map(list.map((one) => [one.id, one]));
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/** The order of the side that changed it, the draft's where both did; what only the other side has is put in behind what it stood behind there. */
function mergeOrder(base: readonly string[], draft: readonly string[], version: readonly string[]): string[] {
  const common = (ids: readonly string[]) => ids.filter((id) => base.includes(id) && draft.includes(id));
  const draftMoved = !sameContent(common(base), common(draft));
  const [leading, other] = draftMoved ? [draft, version] : [version, draft];
  const order = [...leading];
  for (const [index, id] of other.entries()) {
    if (order.includes(id)) continue;
    const before = other.slice(0, index).findLast((one) => order.includes(one));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}
