import { expect, test } from 'vitest';
import { compareWeights } from '#machines/dock/weights.ts';

const mug = { pieces: 2, grams: 420 };
const lamp = { pieces: 1, grams: 1900 };

test('what was announced weighs its pieces, each as often as announced', () => {
  expect(compareWeights(2700, [mug, lamp], 1)).toEqual({ measured: 2700, expected: 2740 });
  expect(compareWeights(1, [{ pieces: 1, grams: 0 }], 1)).toEqual({ measured: 1, expected: 0 });
});

test.each([
  ['nobody weighed', null, [mug], 1],
  ['the weight of one of the pieces is not known', 800, [mug, { pieces: 1, grams: null }], 1],
  ['nothing was announced', 800, [], 1],
  ['the scale saw one box of two', 800, [mug], 2],
] as const)('nothing is compared where %s', (_, measured, announced, boxes) => {
  expect(compareWeights(measured, announced, boxes)).toBeNull();
});

test('a box whose label was made void is a box all the same', () => {
  expect(compareWeights(840, [mug], 0)).toEqual({ measured: 840, expected: 840 });
});
