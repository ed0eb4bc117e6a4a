import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { decision } from './decision.ts';
import { interleave, type Outcome } from './interleave.ts';
import { plantedBugs } from './planted-bugs.ts';
import { policy } from './policy.ts';
import { type Prepared, prepareKind } from './shop.ts';
import { transfer } from './transfer.ts';

/** More for a night: `INTERLEAVINGS=100000 npx vitest run tests/four-eyes`. */
const INTERLEAVINGS = z.coerce
  .number()
  .int()
  .min(3)
  .parse(process.env.INTERLEAVINGS ?? 1000);
const MOST_SEEDS = 400;

let kinds: readonly Prepared[] = [];
beforeAll(async () => {
  kinds = await Promise.all([decision, policy, transfer].map(prepareKind));
}, 600_000);

test(
  'of random interleavings of proposing, changing, losing a role and approving none gets past the second person',
  async () => {
    const all: (Outcome & { kind: string; seed: number })[] = [];
    for (let seed = 0; seed < INTERLEAVINGS; seed += 1) {
      const prepared = kinds[seed % kinds.length];
      if (!prepared) throw new Error('no kind');
      all.push({ ...(await interleave(prepared, seed)), kind: prepared.kind.name, seed });
    }
    const passed = all.filter((one) => one.passed !== null);
    const honest = Object.groupBy(
      all.filter((one) => one.honest),
      ({ kind }) => kind,
    );
    const attempts = all.reduce((sum, one) => sum + one.attempts, 0);
    const counts = Object.entries(honest).map(([kind, some]) => `${kind}:${some?.length}`);
    console.log(`interleavings=${all.length} passed=${passed.length} attempts=${attempts} honest=${counts.join(',')}`);
    expect(passed.slice(0, 3)).toEqual([]);
    // The gate is no wall: real second people get through, of each kind.
    expect(Object.keys(honest)).toHaveLength(kinds.length);
  },
  Math.max(60_000, INTERLEAVINGS * 200),
);

test.each(plantedBugs)(
  'found where it is planted: $name',
  async ({ name, kinds: names, fault }) => {
    for (const prepared of kinds.filter(({ kind }) => names.includes(kind.name))) {
      let seed = 0;
      let found = false;
      while (!found && seed < MOST_SEEDS) {
        seed += 1;
        found = (await interleave(prepared, seed, fault)).passed !== null;
      }
      console.log(`${name}, ${prepared.kind.name}: ${found ? `found by seed ${seed}` : `not found in ${seed}`}`);
      expect(found, prepared.kind.name).toBe(true);
    }
  },
  600_000,
);
