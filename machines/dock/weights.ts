/** Most whole grams of one piece and of a parcel: a tonne. The least is 1. */
export const GRAMS_LIMIT = 1_000_000;

/** Goods that a parcel was announced with; `grams` is the weight of one piece, null where it is not known. */
export interface AnnouncedGoods {
  readonly pieces: number;
  readonly grams: number | null;
}

export interface ComparedWeights {
  readonly measured: number;
  readonly expected: number;
}

/**
 * Grams that the scale showed, and grams that what was announced should weigh. Null where there is nothing to compare: nobody weighed, the weight of
 * any piece is not known, or the goods travel in `boxes` of which the scale saw only one.
 */
export function compareWeights(
  measured: number | null,
  announced: readonly AnnouncedGoods[],
  boxes: number,
): ComparedWeights | null {
  if (measured === null || announced.length === 0 || boxes > 1) return null;
  let expected = 0;
  for (const { pieces, grams } of announced) {
    if (grams === null) return null;
    expected += pieces * grams;
  }
  return { measured, expected };
}
