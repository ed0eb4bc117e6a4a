import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('each of the forty acceptance tests is here, once', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  const named = /^\s*(?:test\w*(?:\.each\(.*\))?\(\s*)?'(\d+)\. /gm;
  const numbers = texts.flatMap((text) => [...text.matchAll(named)].map((match) => Number(match[1])));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});
