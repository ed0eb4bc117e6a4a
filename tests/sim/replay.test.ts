import { expect, test } from 'vitest';
import { asItIs } from './composition.ts';
import { plantedBugs } from './planted-bugs.ts';
import { randomOf } from './random.ts';
import { runSeed } from './run-seed.ts';
import { createScheduler } from './scheduler.ts';
import { makeShop } from './shop.ts';

test('a seed plays the same run again, in another shop too; another seed plays another', async () => {
  const [one, other] = [await makeShop(), await makeShop()];
  const first = await runSeed({ shop: one, seed: 11, steps: 120 });
  await runSeed({ shop: one, seed: 12, steps: 40 });
  const again = await runSeed({ shop: one, seed: 11, steps: 120 });
  const elsewhere = await runSeed({ shop: other, seed: 11, steps: 120 });
  const next = await runSeed({ shop: other, seed: 12, steps: 120 });
  expect(again.hash).toBe(first.hash);
  expect(elsewhere.hash).toBe(first.hash);
  expect(next.hash).not.toBe(first.hash);
  expect(first.steps).toBe(120);
}, 120_000);

test('a failing seed fails again at the same step', async () => {
  const shop = await makeShop();
  const composition = plantedBugs.find(({ name }) => name.startsWith('the amount left out'))?.composition ?? asItIs;
  const first = await runSeed({ shop, seed: 1, steps: 200, composition });
  const again = await runSeed({ shop, seed: 1, steps: 200, composition });
  expect(first.found).toMatchObject({ kind: 'invariant' });
  expect(again.found).toEqual(first.found);
  expect(again.hash).toBe(first.hash);
}, 120_000);

test('a killed fiber runs nothing more, not even what stands in a finally', async () => {
  const said: string[] = [];
  const scheduler = createScheduler((_fiber, error) => {
    throw error;
  });
  const dying = scheduler.spawn('dying', 1, async () => {
    try {
      said.push('begun');
      await scheduler.stop('here');
      said.push('never');
    } finally {
      said.push('never either');
    }
  });
  const living = scheduler.spawn('living', 2, async () => {
    await scheduler.stop('there', () => said.includes('begun'));
    said.push('alive');
  });
  await scheduler.letOn(living);
  expect(scheduler.ready()).toEqual([dying]);
  expect(await scheduler.letOn(dying)).toBe('begin');
  expect(scheduler.kill(1)).toBe(1);
  expect(await scheduler.letOn(living)).toBe('there');
  expect(said).toEqual(['begun', 'alive']);
  expect(scheduler.fibers).toEqual([]);
});

test('chance is the same for the same seed, and even', () => {
  const draw = (seed: number) => Array.from({ length: 20_000 }, () => random[seed]?.below(10) ?? -1);
  const random = { 1: randomOf(1), 2: randomOf(2), 3: randomOf(1) } as Record<number, ReturnType<typeof randomOf>>;
  const [one, two, again] = [draw(1), draw(2), draw(3)];
  expect(again).toEqual(one);
  expect(two).not.toEqual(one);
  for (let digit = 0; digit < 10; digit += 1) {
    const times = one.filter((drawn) => drawn === digit).length;
    expect(times).toBeGreaterThan(1_800);
    expect(times).toBeLessThan(2_200);
  }
});
