import type { Engine } from '#db/open.ts';
import { bundledProcess } from '../process/bundle.ts';
import { openPlaces } from '../process/places.ts';
import type { Plant } from '../process/said.ts';
import { liveGeneration } from './generation.ts';
import { type Problem, Problems } from './problems.ts';

/** So many kills one database lives through: with its size grows what is compared each time. */
const GENERATION = 20;

export interface CycleOptions {
  readonly engine: Engine;
  readonly cycles: number;
  readonly seed: number;
  readonly plant?: Plant;
  readonly onCycle?: () => void;
}

export interface CycleResult {
  readonly cycles: number;
  readonly acknowledged: number;
  readonly missing: number;
  readonly double: number;
  readonly corrupt: number;
  readonly problems: readonly Problem[];
}

/** Kills the real process so often and compares what was told, stored and paid. The seed decides what is done; the moments are the machine's. */
export async function runCycles(options: CycleOptions): Promise<CycleResult> {
  const { engine, cycles, seed, plant = null, onCycle = () => {} } = options;
  const bundle = await bundledProcess();
  await using places = await openPlaces(engine);
  const problems = new Problems();
  let acknowledged = 0;
  for (let done = 0; done < cycles; done += GENERATION) {
    await using place = await places.make();
    const own = { bundle, place, problems, plant, onCycle };
    acknowledged += await liveGeneration({ ...own, cycles: Math.min(GENERATION, cycles - done), seed: seed + done });
  }
  const [missing, double, corrupt] = (['missing', 'double', 'corrupt'] as const).map((kind) => problems.count(kind));
  return {
    cycles,
    acknowledged,
    missing: missing ?? 0,
    double: double ?? 0,
    corrupt: corrupt ?? 0,
    problems: problems.list(),
  };
}
