import { expect, test } from 'vitest';
import { safeNext } from '#app/security/next-path.server.ts';

test.each(['/', '/desk', '/desk/returns/123?tab=history#notes', '/r/ABCD%20E', '/a//b'])('%s is ours', (next) => {
  expect(safeNext(next, '/fallback')).toBe(next);
});

test.each([
  '',
  null,
  undefined,
  'desk',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '/%0a/..//evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  '/a\r\nSet-Cookie: x=1',
  '/ä',
  `/${'a'.repeat(500)}`,
])('%j is not', (next) => {
  expect(safeNext(next, '/fallback')).toBe('/fallback');
});
