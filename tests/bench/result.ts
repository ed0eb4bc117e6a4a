/** One line of the table. `ratio` compares with a baseline that was measured in the same run, by the same means. */
export interface BenchResult {
  readonly name: string;
  readonly ratio: number;
  readonly detail: string;
  /** What the ratio must not pass, where a limit was promised. */
  readonly most?: number;
}

/** The one that nineteen of twenty are not above. */
export function ninetyFifth(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
}

/** The middle of several rounds: the machine is not ours alone. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
