import { expect, test } from 'vitest';
import { createTokenBucket } from '#app/gateways/token-bucket.ts';

/** A clock that only waiting moves. */
function waiting() {
  let now = 0;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += ms;
  };
  return { nowMs: () => now, sleep, slept };
}

test('as many at once as the bucket holds, then one each tenth of a second', async () => {
  const clock = waiting();
  const take = createTokenBucket({ perSecond: 10, burst: 3 }, clock);
  for (let call = 0; call < 5; call += 1) await take('work');
  expect(clock.slept).toEqual([100, 100]);
});

test('what runs in the background leaves half of it to the others', async () => {
  const clock = waiting();
  const take = createTokenBucket({ perSecond: 10, burst: 10 }, clock);
  for (let call = 0; call < 5; call += 1) await take('background');
  expect(clock.slept).toEqual([]);
  await take('background');
  expect(clock.slept).toEqual([100]);
  for (let call = 0; call < 5; call += 1) await take('work');
  expect(clock.slept).toEqual([100]);
});

test('a bucket of one serves the background too', async () => {
  const clock = waiting();
  const take = createTokenBucket({ perSecond: 1, burst: 1 }, clock);
  await take('background');
  await take('background');
  expect(clock.slept).toEqual([1000]);
});
