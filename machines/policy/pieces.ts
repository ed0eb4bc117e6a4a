/**
 * The share of one piece in a whole that is spread evenly over n pieces: the largest remainder over equal weights, so the first pieces carry the
 * units left over. The share belongs to the piece, whatever is returned before or after it; so any sequence of partial returns sums to the whole.
 */
export function pieceShare(total: number, pieces: number, index: number): number {
  return Math.floor(total / pieces) + (index < total % pieces ? 1 : 0);
}

/** The sum of the shares of some pieces. */
export function sharesOf(total: number, pieces: number, indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + pieceShare(total, pieces, index), 0);
}

/** The first so many pieces that are not taken. */
export function freePieces(quantity: number, taken: ReadonlySet<number>, wanted: number): number[] {
  const free: number[] = [];
  for (let index = 0; index < quantity && free.length < wanted; index += 1) if (!taken.has(index)) free.push(index);
  return free;
}
