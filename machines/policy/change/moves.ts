/** An entry of a list that stands elsewhere among those that stayed; places are counted from 1 and are those in the whole lists. */
export type Move = { id: string; from: number; to: number };

/**
 * The fewest entries one has to take out and put back to get from one order to the other. Entries that only shift because others were added,
 * removed or moved are not among them.
 */
export function movesBetween(before: readonly string[], after: readonly string[]): Move[] {
  const inBefore = new Map(before.map((id, index) => [id, index]));
  const stayed = after.filter((id) => inBefore.has(id));
  const still = longestRise(stayed.map((id) => inBefore.get(id) ?? 0));
  return stayed
    .filter((_id, index) => !still.has(index))
    .map((id) => ({ id, from: (inBefore.get(id) ?? 0) + 1, to: after.indexOf(id) + 1 }));
}

/** The places of a longest rising subsequence; of several the one whose last places come first. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  /** For each place a longest rise that ends there. */
  const rises: { places: readonly number[]; last: number }[] = [];
  for (const [at, last] of values.entries()) {
    const before = longest(rises.filter((rise) => rise.last < last));
    rises.push({ places: [...before, at], last });
  }
  return new Set(longest(rises));
}

function longest(rises: readonly { places: readonly number[] }[]): readonly number[] {
  return rises.reduce<readonly number[]>((best, { places }) => (places.length > best.length ? places : best), []);
}
