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

/** The places of a longest rising subsequence. */
function longestRise(values: readonly number[]): Set<number> {
  const best = values.map((): { length: number; previous: number | null } => ({ length: 1, previous: null }));
  for (const [at, value] of values.entries()) {
    for (let earlier = 0; earlier < at; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      if ((values[earlier] ?? value) < value && length > (best[at]?.length ?? 0))
        best[at] = { length, previous: earlier };
    }
  }
  const longest = Math.max(0, ...best.map(({ length }) => length));
  const places = new Set<number>();
  let at: number | null = best.findIndex(({ length }) => length === longest);
  while (at !== null && at >= 0) {
    places.add(at);
    at = best[at]?.previous ?? null;
  }
  return places;
}
