import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { explainLine } from '#app/cli/explain-deadline/answer.ts';
import { LONGEST_LINE, splitLines } from '#app/cli/explain-deadline/split-lines.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { facts, only } from '#tests/machines/policy/build.ts';

const DELIVERED = '2026-11-02T10:00:00+01:00';
const question = (over: object = {}) =>
  JSON.stringify({
    country: 'DE',
    subdivision: null,
    orderShape: 'multiItem',
    deliveredAt: [DELIVERED],
    informed: true,
    informedAt: null,
    ...over,
  });
const refusal = (code: string, field: string | null) => ({
  error: { code, field, line: 7, message: expect.any(String) },
});

test('a question is answered with the end, the last day, the act and every step', () => {
  expect(explainLine(question({ deliveredAt: ['2026-12-11T10:00:00+01:00'] }), 1)).toEqual({
    endExclusive: '2026-12-28T23:00:00Z',
    lastDay: '2026-12-28',
    basis: expect.stringContaining('BGB'),
    steps: [
      { code: 'event', date: '2026-12-11', detail: 'lastItemDelivery' },
      { code: 'count-calendar', date: '2026-12-25', detail: 14 },
      { code: 'roll-over', date: '2026-12-26', detail: 'publicHoliday' },
      { code: 'roll-over', date: '2026-12-27', detail: 'saturday' },
      { code: 'roll-over', date: '2026-12-28', detail: 'sunday' },
      { code: 'end', date: '2026-12-28', detail: 'Europe/Berlin' },
    ],
  });
});

test('the answer is the one that the pages of customers give', () => {
  const answer = explainLine(question(), 1);
  const verdict = evaluateLine(facts(), only({ windowDays: null }), Temporal.Instant.from('2026-11-05T10:00:00Z'));
  expect(verdict).toMatchObject({ basis: 'law', until: { lastDay: 'lastDay' in answer && answer.lastDay } });
});

test.each([
  ['a parcel under way', question({ deliveredAt: [DELIVERED, null] }), 'delivery-unknown'],
  ['nothing known', question({ deliveredAt: [] }), 'delivery-unknown'],
  ['never told in Korea', question({ country: 'KR', informed: false }), 'information-missing'],
  ['a country without a right', question({ country: 'CH' }), 'no-right'],
  ['a country without a record', question({ country: 'AD' }), 'no-right'],
  ['a state whose policy was shown', question({ country: 'US', subdivision: 'NY' }), 'no-right'],
])('no end: %s', (_what, text, code) => {
  const answer = explainLine(text, 1);
  expect(answer).toMatchObject({ endExclusive: null, lastDay: null });
  expect('steps' in answer && answer.steps.at(-1)).toEqual({ code, date: null, detail: null });
});

test('what may be left out may be left out, and other keys are not looked at', () => {
  const short = JSON.stringify({ country: 'DE', orderShape: 'multiItem', deliveredAt: [DELIVERED], id: 4 });
  expect(explainLine(short, 1)).toEqual(explainLine(question(), 1));
});

test.each([
  ['{', 'line.no-json', null],
  ['[]', 'line.no-object', null],
  ['null', 'line.no-object', null],
  [question({ country: 'de' }), 'country.invalid', 'country'],
  [question({ country: undefined }), 'country.invalid', 'country'],
  [question({ country: 'YU' }), 'country.unknown', 'country'],
  [question({ country: 'DD' }), 'country.unknown', 'country'],
  [question({ subdivision: 3 }), 'subdivision.invalid', 'subdivision'],
  [question({ subdivision: 'x'.repeat(61) }), 'subdivision.invalid', 'subdivision'],
  [question({ orderShape: 'several items' }), 'orderShape.invalid', 'orderShape'],
  [question({ deliveredAt: DELIVERED }), 'deliveredAt.invalid', 'deliveredAt'],
  [question({ deliveredAt: Array(1001).fill(null) }), 'deliveredAt.invalid', 'deliveredAt'],
  [question({ deliveredAt: ['2026-11-02T10:00:00'] }), 'instant.invalid', 'deliveredAt.0'],
  [question({ deliveredAt: [null, '2026-02-30T10:00:00Z'] }), 'instant.invalid', 'deliveredAt.1'],
  [question({ deliveredAt: [5] }), 'instant.invalid', 'deliveredAt.0'],
  [question({ deliveredAt: ['1969-12-31T23:59:59Z'] }), 'instant.out-of-range', 'deliveredAt.0'],
  [question({ deliveredAt: ['2200-01-01T00:00:00Z'] }), 'instant.out-of-range', 'deliveredAt.0'],
  [question({ deliveredAt: ['2150-01-01T00:00:00Z'] }), 'holidays.unknown', 'deliveredAt'],
  [question({ informed: 'yes' }), 'informed.invalid', 'informed'],
  [question({ informedAt: 'soon' }), 'instant.invalid', 'informedAt'],
  [null, 'line.too-long', null],
])('%s is refused with %s', (text, code, field) => {
  expect(explainLine(text, 7)).toEqual(refusal(code, field));
});

async function lines(pieces: (string | Uint8Array)[]) {
  async function* stream() {
    for (const piece of pieces) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
  }
  return (await Array.fromAsync(splitLines(stream()))).flat();
}

test('lines are put together again wherever the stream was cut', async () => {
  expect(await lines(['a\nb', 'c\r\n', '\nd'])).toEqual(['a', 'bc', '', 'd']);
  expect(await lines(['\uFEFFa\n'])).toEqual(['a']);
  const euro = new TextEncoder().encode('€\n');
  expect(await lines([euro.slice(0, 1), euro.slice(1)])).toEqual(['€']);
  expect(await lines([])).toEqual([]);
});

test('a line too long is one refused line, however it comes, and the next is read', async () => {
  const long = 'x'.repeat(LONGEST_LINE);
  expect(await lines([`${long}x\nnext\n`])).toEqual([null, 'next']);
  expect(await lines([long, long, long, '\nnext'])).toEqual([null, 'next']);
  expect(await lines([long, 'x'])).toEqual([null]);
  expect((await lines([`${long}\n`]))[0]).toHaveLength(LONGEST_LINE);
});

/** Runs the command as a shell would. */
function run(input: string, args: string[] = []): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['app/cli/explain-deadline.ts', ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes) => (out += bytes));
    child.stderr.on('data', (bytes) => (err += bytes));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test('the command answers line by line and ends with 1 when one could not be read', async () => {
  const { code, out, err } = await run(`${question()}\n\nnonsense\n${question({ country: 'GB' })}`);
  const answers = out.trimEnd().split('\n');
  expect(answers).toHaveLength(3);
  expect(JSON.parse(answers[0] ?? '')).toMatchObject({ lastDay: '2026-11-16' });
  expect(JSON.parse(answers[1] ?? '')).toMatchObject({ error: { code: 'line.no-json', line: 3 } });
  expect(JSON.parse(answers[2] ?? '')).toMatchObject({ endExclusive: '2026-11-17T00:00:00Z' });
  expect([code, err]).toEqual([1, '']);
  expect(await run(`${question()}\n`)).toMatchObject({ code: 0 });
});

test('the command tells how it is used', async () => {
  expect(await run('', ['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('explain:deadline') });
  expect(await run('', ['file.jsonl'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
});
