import { expect, test } from 'vitest';
import { remember } from '#machines/policy/remember.ts';

/** Answers with the key, and notes what it was asked to make. */
function noted(most: number) {
  const made: string[] = [];
  const answer = remember<string, { key: string }>(most);
  const ask = (key: string) =>
    answer(key, () => {
      made.push(key);
      return { key };
    });
  return { ask, made };
}

test('an answer is made once, and each key has its own', () => {
  const { ask, made } = noted(10);
  const first = ask('a');
  expect(ask('a')).toBe(first);
  expect([ask('b'), ask('a'), ask('b')]).toEqual([{ key: 'b' }, { key: 'a' }, { key: 'b' }]);
  expect(made).toEqual(['a', 'b']);
});

test('as many as it may know it knows; with one more it begins anew', () => {
  const { ask, made } = noted(2);
  for (const key of ['a', 'b', 'a', 'b']) ask(key);
  expect(made).toEqual(['a', 'b']);
  for (const key of ['c', 'c', 'a', 'c', 'a']) ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
  expect(ask('b')).toEqual({ key: 'b' });
  expect(made).toEqual(['a', 'b', 'c', 'a', 'b']);
});

test('answers that are empty or naught are answers', () => {
  const made: number[] = [];
  const answer = remember<number, number | string>(5);
  const ask = (key: number, value: number | string) =>
    answer(key, () => {
      made.push(key);
      return value;
    });
  expect([ask(1, 0), ask(1, 9), ask(2, ''), ask(2, 'x')]).toEqual([0, 0, '', '']);
  expect(made).toEqual([1, 2]);
});
