import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startQueue } from '#app/components/staff/key-queue.ts';
import { BURST_GAP_MS } from '#machines/scan/burst.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Gives the keys to a queue at their times; what it did with them. */
function pressed(
  keys: readonly (readonly [key: string, at: number])[],
  isOfScanner: (at: number) => boolean,
): string[] {
  const acts: string[] = [];
  const queue = startQueue(isOfScanner, (key) => acts.push(key));
  let now = 0;
  for (const [key, at] of keys) {
    vi.advanceTimersByTime(at - now);
    now = at;
    queue.add({ key, at });
  }
  expect(queue.waiting()).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(queue.waiting()).toBe(false);
  return acts;
}

test('a person’s keys act, one after the other and in their order', () => {
  expect(
    pressed(
      [
        ['1', 0],
        ['D', 40],
        ['Enter', 300],
      ],
      () => false,
    ),
  ).toEqual(['1', 'D', 'Enter']);
});

test('a scanner’s first keys do nothing, though nobody knew when they came; a key just before them acts', () => {
  const scanned = (at: number) => at >= 30;
  expect(
    pressed(
      [
        ['2', 0],
        ['1', 30],
        ['0', 30 + BURST_GAP_MS],
        ['0', 30 + 2 * BURST_GAP_MS],
      ],
      scanned,
    ),
  ).toEqual(['2']);
});

test('who leaves the page has pressed nothing on it', () => {
  const acts: string[] = [];
  const queue = startQueue(
    () => false,
    (key) => acts.push(key),
  );
  queue.add({ key: '1', at: 0 });
  queue.stop();
  vi.advanceTimersByTime(1000);
  expect(acts).toEqual([]);
});
