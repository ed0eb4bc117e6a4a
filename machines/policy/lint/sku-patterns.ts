import { fold } from '#machines/policy/conditions/listed.ts';

/** SKUs a condition names: whole ones, and beginnings written with a `*` at their end. All as names are compared. */
export type Patterns = { whole: ReadonlySet<string>; beginnings: ReadonlySet<string> };

/** Reads entries of a condition. */
export function patternsOf(entries: readonly string[]): Patterns {
  const folded = entries.map(fold);
  return {
    whole: new Set(folded.filter((entry) => !entry.endsWith('*'))),
    beginnings: new Set(folded.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1))),
  };
}

/** The SKUs that both name; null: there is none. */
export function meetPatterns(a: Patterns, b: Patterns): Patterns | null {
  const whole = new Set([...named(a.whole, b), ...named(b.whole, a)]);
  const beginnings = new Set([...begun(a.beginnings, b), ...begun(b.beginnings, a)]);
  return whole.size + beginnings.size > 0 ? { whole, beginnings } : null;
}

/** Whether the second names every SKU of the first. */
export function patternsWithin(a: Patterns, b: Patterns): boolean {
  return named(a.whole, b).length === a.whole.size && begun(a.beginnings, b).length === a.beginnings.size;
}

function named(skus: ReadonlySet<string>, by: Patterns): string[] {
  return [...skus].filter((sku) => by.whole.has(sku) || hasBeginning(sku, by.beginnings));
}

function begun(beginnings: ReadonlySet<string>, by: Patterns): string[] {
  return [...beginnings].filter((beginning) => hasBeginning(beginning, by.beginnings));
}

/** Asks the set for each beginning of the text, so that many entries cost no more than few. */
function hasBeginning(text: string, beginnings: ReadonlySet<string>): boolean {
  if (beginnings.size === 0) return false;
  for (let length = 0; length <= text.length; length += 1) {
    if (beginnings.has(text.slice(0, length))) return true;
  }
  return false;
}
