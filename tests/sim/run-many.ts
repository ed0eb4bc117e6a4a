import type { Composition } from './composition.ts';
import { runSeed, type SeedResult } from './run-seed.ts';
import { makeShop } from './shop.ts';
import type { ViolationKind } from './violation.ts';

/** Which seeds: so many from the first, each `stride` after the one before. */
export interface Range {
  readonly first: number;
  readonly count: number;
  readonly stride: number;
}

export interface ManyOptions {
  readonly range: Range;
  readonly steps: number;
  readonly composition?: Composition;
  /** Ends with the first seed that finds something. */
  readonly untilFound?: boolean;
}

export type Failure = Pick<SeedResult, 'seed' | 'found' | 'tail' | 'steps'>;

export interface Summary {
  readonly seeds: number;
  readonly steps: number;
  readonly failures: readonly Failure[];
  /** What was met, and how often. */
  readonly met: ReadonlyMap<string, number>;
}

/** Plays seed after seed in one shop. */
export async function runMany({ range, steps, composition, untilFound = false }: ManyOptions): Promise<Summary> {
  const shop = await makeShop();
  const met = new Map<string, number>();
  const failures: Failure[] = [];
  let seeds = 0;
  let made = 0;
  while (seeds < range.count && !(untilFound && failures.length > 0)) {
    const seed = range.first + seeds * range.stride;
    const result = await runSeed({ shop, seed, steps, ...(composition ? { composition } : {}) });
    seeds += 1;
    made += result.steps;
    for (const [name, count] of result.met) met.set(name, (met.get(name) ?? 0) + count);
    if (result.found) failures.push({ seed, found: result.found, tail: result.tail, steps: result.steps });
  }
  shop.file.close();
  return { seeds, steps: made, failures, met };
}

/** Several summaries as one. */
export function together(summaries: readonly Summary[]): Summary {
  const met = new Map<string, number>();
  for (const summary of summaries) {
    for (const [name, count] of summary.met) met.set(name, (met.get(name) ?? 0) + count);
  }
  const sum = (pick: (summary: Summary) => number) => summaries.reduce((whole, one) => whole + pick(one), 0);
  const failures = summaries.flatMap((summary) => summary.failures).toSorted((a, b) => a.seed - b.seed);
  return { seeds: sum(({ seeds }) => seeds), steps: sum(({ steps }) => steps), failures, met };
}

/** The line that tells it all. */
export function lastLine({ seeds, steps, failures }: Summary): string {
  const count = (kind: ViolationKind) => failures.filter(({ found }) => found?.kind === kind).length;
  const found = `double=${count('double')} lost=${count('lost')} stuck=${count('stuck')} invariant=${count('invariant')}`;
  return `seeds=${seeds} steps=${steps} ${found}`;
}
