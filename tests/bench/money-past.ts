import type { Engine } from '#db/open.ts';
import { type Crew, openCrew, until } from '#tests/crash/process/crew.ts';
import { openPlaces } from '#tests/crash/process/places.ts';
import { askedFor, isAnythingLeft, timeOfRefunds } from './money.ts';
import { addPast } from './money-copies.ts';
import { type BenchResult, middle } from './result.ts';

export const FEW = 1000;
const ROUNDS = 7;
const REFUNDS_A_ROUND = 10;
const MOST = 1.5;

/** The same path in a house with a thousand past refunds and in one with very many: a refund must not take longer the more there were before. */
export async function benchPast(engine: Engine, past: number): Promise<BenchResult> {
  await using places = await openPlaces(engine);
  await using small = await openCrew(places, 1);
  await using large = await openCrew(places, 1);
  await addPastTo(small, FEW);
  const seeding = performance.now();
  await addPastTo(large, past);
  const seeded = (performance.now() - seeding) / 1000;
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn, because the machine is not ours alone.
    few.push(await refundsOf(small, round));
    many.push(await refundsOf(large, round));
  }
  const [of, against] = [middle(many) / REFUNDS_A_ROUND, middle(few) / REFUNDS_A_ROUND];
  const count = past.toLocaleString('en');
  const detail = `${of.toFixed(1)} ms a refund with ${count} before, ${against.toFixed(1)} ms with ${FEW.toLocaleString('en')} (${seeded.toFixed(0)} s to seed)`;
  return {
    name: `time of a refund, ${count} past refunds against 1,000, ${engine}`,
    ratio: of / against,
    detail,
    most: MOST,
  };
}

/** One refund as it is made, and so many more of its kind. */
async function addPastTo(crew: Crew, count: number): Promise<void> {
  const returnId = await askedFor(crew, 'first');
  await crew.tellAll({ act: 'work', workers: 1 });
  await timeOfRefunds(crew, [returnId]);
  await until(async () => !(await isAnythingLeft(crew)));
  await crew.tellAll({ act: 'work', workers: 0 });
  await addPast(crew.db.engine, crew.url, returnId, count);
}

async function refundsOf(crew: Crew, round: number): Promise<number> {
  const returnIds: string[] = [];
  for (let number = 0; number < REFUNDS_A_ROUND; number += 1)
    returnIds.push(await askedFor(crew, `${round}x${number}`));
  await crew.tellAll({ act: 'work', workers: 1 });
  await until(async () => !(await isAnythingLeft(crew)));
  const took = await timeOfRefunds(crew, returnIds);
  await until(async () => !(await isAnythingLeft(crew)));
  await crew.tellAll({ act: 'work', workers: 0 });
  return took;
}
