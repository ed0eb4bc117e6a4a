import { afterAll, test } from 'vitest';
import * as z from 'zod';
import type { Engine } from '#db/open.ts';
import { type Crew, openCrew } from '#tests/crash/process/crew.ts';
import { openPlaces, type Places } from '#tests/crash/process/places.ts';
import { ENGINES } from '#tests/support/databases.ts';

/** How often each race is run: `ROUNDS=1000 npx vitest run tests/concurrency` for a night. */
export const ROUNDS = z.coerce
  .number()
  .int()
  .min(1)
  .parse(process.env.ROUNDS ?? 1);
const A_ROUND_MS = 600_000;

/** Defines the test once for each engine, with so many processes that have no worker yet; new ones for each of `rounds`. */
export function testWithCrew(
  name: string,
  processes: number,
  work: (crew: Crew) => Promise<void>,
  { rounds = 1 } = {},
): void {
  const opened = new Map<Engine, Promise<Places>>();
  afterAll(async () => {
    for (const places of opened.values()) await (await places)[Symbol.asyncDispose]();
  });
  test.each(ENGINES)(`${name} (%s)`, { timeout: A_ROUND_MS * ROUNDS }, async (engine) => {
    const places = opened.get(engine) ?? openPlaces(engine);
    opened.set(engine, places);
    for (let round = 0; round < rounds; round += 1) {
      await using crew = await openCrew(await places, processes);
      await work(crew);
    }
  });
}
