import type { MarketChange } from '#machines/policy/change/policy-change.ts';
import { same } from '#machines/policy/change/same.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** Markets in order of their names: new, gone, and which countries joined or left. */
export function marketChanges({ markets: before }: PolicyDocument, { markets: after }: PolicyDocument): MarketChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((market): MarketChange[] => {
    const had = Object.hasOwn(before, market) ? before[market] : undefined;
    const has = Object.hasOwn(after, market) ? after[market] : undefined;
    const place = { path: ['markets', market] };
    if (has && !had) return [{ kind: 'market-added', market, countries: has, place }];
    if (had && !has) return [{ kind: 'market-removed', market, countries: had, place }];
    if (!had || !has || same(had, has)) return [];
    const joined = [...new Set(has)].filter((country) => !had.includes(country));
    const left = [...new Set(had)].filter((country) => !has.includes(country));
    return [{ kind: 'market-changed', market, joined, left, place }];
  });
}
