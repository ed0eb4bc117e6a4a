import { expect, test } from 'vitest';
import { createIds } from '#app/ids.server.ts';

test('ids are UUIDs of version 7', () => {
  const id = createIds().next();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('later ids sort later: within a millisecond, past the counter, and when the clock goes back', () => {
  const times = [1_000, 1_000, 900, 1_001];
  let call = 0;
  const ids = createIds(() => times[Math.min(3, Math.floor(call++ / 5_000))] ?? 0);
  const made = Array.from({ length: 20_000 }, () => ids.next());
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(made.length);
});

test('digits are as many as asked for, zeros in front included', () => {
  const ids = createIds();
  const codes = Array.from({ length: 500 }, () => ids.digits(8));
  expect(codes.every((code) => /^\d{8}$/.test(code))).toBe(true);
  expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  expect(ids.random(16)).toHaveLength(16);
});
