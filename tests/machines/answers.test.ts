import { expect, test } from 'vitest';
import {
  type Answers,
  answersSchema,
  NO_ANSWERS,
  nextQuestion,
  questionBefore,
  withLine,
  withLines,
  withoutLine,
} from '#machines/answers.ts';

const plain = { isSealed: () => false, refunds: ['original', 'credit'] as const, travels: ['label', 'own'] as const };
const line = (lineId: string, change = {}) => ({
  lineId,
  quantity: 1,
  reason: null,
  comment: null,
  seal: null,
  ...change,
});
const answers = (change: Partial<Answers> = {}): Answers => ({ ...NO_ANSWERS, ...change });
const told = line('a', { reason: 'too-small' as const });
const complete = answers({ lines: [told], refund: 'original', travel: 'label' });

test.each([
  ['nothing is answered', NO_ANSWERS, plain, { page: 'items' }],
  ['a line has no reason', answers({ lines: [told, line('b')] }), plain, { page: 'reason', lineId: 'b' }],
  [
    'a sealed line has no word on its seal',
    complete,
    { ...plain, isSealed: () => true },
    { page: 'reason', lineId: 'a' },
  ],
  ['the money has no way', answers({ lines: [told] }), plain, { page: 'refund' }],
  ['the parcel has no way', answers({ lines: [told], refund: 'original' }), plain, { page: 'travel' }],
  ['the label is no longer offered', complete, { ...plain, travels: ['own'] as const }, { page: 'travel' }],
  ['all is answered', complete, plain, { page: 'check' }],
])('when %s, that is asked next', (_, given, circumstances, question) => {
  expect(nextQuestion(given, circumstances)).toEqual(question);
});

test('where the customer keeps everything, nobody asks how it travels', () => {
  const kept = { ...plain, travels: [] };
  const given = answers({ lines: [told], refund: 'original' });
  expect(nextQuestion(given, kept)).toEqual({ page: 'check' });
  expect(questionBefore(given, { page: 'check' }, kept)).toEqual({ page: 'refund' });
});

test('Back leads through all questions to the first', () => {
  const given = answers({ lines: [line('a'), line('b')] });
  const seen = [];
  for (let at = questionBefore(given, { page: 'check' }, plain); at; at = questionBefore(given, at, plain))
    seen.push(at);
  expect(seen).toEqual([
    { page: 'travel' },
    { page: 'refund' },
    { page: 'reason', lineId: 'b' },
    { page: 'reason', lineId: 'a' },
    { page: 'items' },
  ]);
});

test('a line that stays chosen keeps its answers, another quantity changes nothing else', () => {
  const before = answers({ lines: [told, line('b', { comment: 'gone' })], travel: 'own' });
  const after = withLines(before, [
    { lineId: 'a', quantity: 2 },
    { lineId: 'c', quantity: 1 },
  ]);
  expect(after).toEqual({ ...before, lines: [{ ...told, quantity: 2 }, line('c')] });
});

test('an answer about a line that is not chosen changes nothing', () => {
  const given = answers({ lines: [told] });
  expect(withLine(given, 'z', { reason: 'defective', comment: null, seal: null })).toEqual(given);
  expect(withoutLine(given, 'a').lines).toEqual([]);
});

test('stored answers that no page can have made do not parse', () => {
  expect(answersSchema.safeParse(complete).success).toBe(true);
  expect(answersSchema.safeParse(answers({ lines: [told, told] })).success).toBe(false);
  expect(answersSchema.safeParse({ ...complete, lines: [{ ...told, comment: 'x'.repeat(1001) }] }).success).toBe(false);
  expect(answersSchema.safeParse({ ...complete, lines: [{ ...told, quantity: 0 }] }).success).toBe(false);
  expect(answersSchema.safeParse({ ...complete, travel: 'pigeon' }).success).toBe(false);
});
