import { expect, test } from 'vitest';
import { z } from 'zod';
import { list, parseForm, refusalStatus } from '#app/http.server.ts';
import { thrownBy } from './support.ts';

const schema = z.object({
  order: z.string().trim().min(1, 'order-missing').max(20),
  quantity: z.coerce.number().int().min(1).max(3).optional(),
  grade: z.enum(['opened', 'used']).optional(),
  lines: list(z.string(), 2),
});

function post(body: string, type = 'application/x-www-form-urlencoded') {
  return new Request('http://localhost/code', { method: 'POST', headers: { 'Content-Type': type }, body });
}

test('a good form, with fields that come once, twice or never', async () => {
  expect(await parseForm(post('order=+%231001&lines=a&lines=b'), schema)).toEqual({
    ok: true,
    data: { order: '#1001', lines: ['a', 'b'] },
  });
  expect(await parseForm(post('order=1&lines=a'), schema)).toMatchObject({ data: { lines: ['a'] } });
  expect(await parseForm(post('order=1'), schema)).toMatchObject({ data: { lines: [] } });
});

const mistakes: [string, string, Record<string, string>][] = [
  ['a message of the schema is the code', 'order=', { order: 'order-missing' }],
  ['a field that did not come', '', { order: 'required' }],
  ['too long', `order=${'1'.repeat(21)}`, { order: 'too-long' }],
  ['a number that is none', 'order=1&quantity=x', { quantity: 'not-a-number' }],
  ['a number too small', 'order=1&quantity=0', { quantity: 'too-small' }],
  ['a number too large', 'order=1&quantity=4', { quantity: 'too-large' }],
  ['a choice that was not offered', 'order=1&grade=new', { grade: 'unknown-choice' }],
  ['too many of them', 'order=1&lines=a&lines=b&lines=c', { lines: 'too-many' }],
  ['the same field twice where one is meant', 'order=1&order=2', { order: 'invalid' }],
  ['a NUL byte', 'order=1%00', { order: 'invalid' }],
  ['an escape character in a field that nobody asked for', 'order=1&other=%1b', { other: 'invalid' }],
];

test.each(mistakes)('%s', async (_, body, errors) => {
  const result = await parseForm(post(body), schema);
  expect(result.ok).toBe(false);
  expect(result).toMatchObject({ errors });
});

test('what was typed comes back, text with line ends as one character', async () => {
  const result = await parseForm(post('order=&note=a%0D%0Ab&lines=x&lines=y'), schema);
  expect(result).toMatchObject({
    values: { order: '', note: 'a\nb', lines: 'x' },
    chosen: { lines: ['x', 'y'], note: ['a\nb'] },
  });
});

test('a field named like a property of objects is only a field', async () => {
  expect(await parseForm(post('order=1&__proto__=x&constructor=y'), schema)).toMatchObject({ ok: true });
});

test('too much, or of another kind, is refused before it is parsed', async () => {
  const refusals = [
    parseForm(post(`order=${'1'.repeat(100)}`), schema, { maxBytes: 50 }),
    parseForm(post('order=1&a=1&a=2&a=3'), schema, { maxFields: 3 }),
    parseForm(post('{}', 'application/json'), schema),
  ];
  const statuses = await Promise.all(refusals.map(async (refusal) => await thrownBy(refusal)));
  expect(statuses).toMatchObject([{ init: { status: 413 } }, { init: { status: 413 } }, { init: { status: 415 } }]);
});

test('a body without a length is counted while it is read', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(1000).fill(97));
    },
  });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const request = new Request('http://localhost/', init);
  expect(await thrownBy(parseForm(request, schema, { maxBytes: 5_000 }))).toMatchObject({ init: { status: 413 } });
  expect(sent).toBeLessThan(10);
});

test.each([
  ['not-found', 404],
  ['return.stale', 409],
  ['access.too-many', 429],
  ['policy.window-closed', 422],
  ['constructor', 422],
])('refusal %s is %i', (code, status) => {
  expect(refusalStatus(code)).toBe(status);
});
