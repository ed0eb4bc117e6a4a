import { expect, test } from 'vitest';
import { type KeyPlace, keptPlace, keyWish, stepFrom } from '#app/components/staff/queue-keys.ts';

const press = (
  key: string,
  place: Partial<KeyPlace> = {},
  held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {},
) =>
  keyWish(
    {
      key,
      code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...held,
    },
    { typing: false, inGrid: false, singleKeys: true, ...place },
  );

test('single keys walk, select, decide and help', () => {
  expect(press('j')).toEqual({ kind: 'step', step: 'down' });
  expect(press('k')).toEqual({ kind: 'step', step: 'up' });
  expect(press('x')).toEqual({ kind: 'toggle' });
  expect(press('a')).toEqual({ kind: 'accept' });
  expect(press('R')).toEqual({ kind: 'reject' });
  expect(press('?')).toEqual({ kind: 'help' });
  expect(press('z')).toBeNull();
});

test('nothing acts while something is typed, and single keys not when they are off', () => {
  for (const key of ['j', 'k', 'x', 'a', 'r', '?', 'ArrowDown', 'Enter']) {
    expect(press(key, { typing: true, inGrid: true }), key).toBeNull();
  }
  for (const key of ['j', 'k', 'x', 'a', 'r', '?'])
    expect(press(key, { singleKeys: false, inGrid: true }), key).toBeNull();
});

test('arrows and Enter work in the grid alone, whether single keys are on or off', () => {
  expect(press('ArrowDown')).toBeNull();
  expect(press('Enter')).toBeNull();
  const off = { inGrid: true, singleKeys: false };
  expect(press('ArrowDown', off)).toEqual({ kind: 'step', step: 'down' });
  expect(press('End', off)).toEqual({ kind: 'step', step: 'last' });
  expect(press('ArrowLeft', off)).toEqual({ kind: 'side' });
  expect(press('Enter', off)).toEqual({ kind: 'open' });
});

test('Ctrl or ⌘ with K opens the commands everywhere, and other shortcuts stay the browser’s', () => {
  expect(press('k', { typing: true, singleKeys: false }, { ctrlKey: true })).toEqual({ kind: 'palette' });
  expect(press('k', {}, { metaKey: true })).toEqual({ kind: 'palette' });
  expect(press('r', {}, { ctrlKey: true })).toBeNull();
  expect(press('j', {}, { altKey: true })).toBeNull();
});

test('on a keyboard of another script the letters stand where they do on ours', () => {
  const arabic = { key: 'ت', code: 'KeyJ', ctrlKey: false, metaKey: false, altKey: false };
  expect(keyWish(arabic, { typing: false, inGrid: false, singleKeys: true })).toEqual({ kind: 'step', step: 'down' });
});

test('steps stop at both ends, and the row after a gone one takes its place', () => {
  expect(stepFrom(0, 3, 'up')).toBe(0);
  expect(stepFrom(2, 3, 'down')).toBe(2);
  expect(stepFrom(0, 3, 'last')).toBe(2);
  expect(keptPlace(['a', 'b', 'c'], { id: 'b', index: 0 })).toBe(1);
  expect(keptPlace(['a', 'c'], { id: 'b', index: 1 })).toBe(1);
  expect(keptPlace(['a'], { id: 'b', index: 1 })).toBe(0);
  expect(keptPlace([], { id: '', index: -1 })).toBe(0);
});
