import { expect, test } from 'vitest';
import { findingsOf, type SeenLine, splitSerials, strangeSerials } from '#machines/dock/findings.ts';

const line = (change: Partial<SeenLine> = {}): SeenLine => ({
  ...{ id: 'a', announced: 2, received: 2, grade: 'as-new', note: null, marks: [], serials: [], sold: [] },
  ...change,
});
const kinds = (lines: SeenLine[], marks: Parameters<typeof findingsOf>[1]['marks'] = []) =>
  findingsOf(lines, { marks, note: null }).map(({ lineId, kind }) => `${lineId ?? 'parcel'} ${kind}`);

test('a parcel that is as announced has none', () => {
  expect(kinds([line(), line({ id: 'b' })])).toEqual([]);
});

test('the count says what differs without a mark, and a mark says it no second time', () => {
  expect(kinds([line({ received: 1 }), line({ id: 'b' })])).toEqual(['a missing-piece']);
  expect(kinds([line({ received: 1, marks: ['missing-piece'] })])).toEqual(['a missing-piece']);
  expect(kinds([line({ received: 3 })])).toEqual(['a extra-item']);
  expect(kinds([line({ grade: 'wrong-item' })])).toEqual(['a wrong-item']);
});

test('a parcel with nothing in it is empty, not short of each item', () => {
  const none = { received: 0, grade: 'missing' } as const;
  expect(kinds([line(none), line({ ...none, id: 'b' })])).toEqual(['parcel empty-parcel']);
  expect(kinds([line(none), line({ id: 'b' })])).toEqual(['a missing-piece']);
});

test('marks of the parcel stand by themselves, with its note', () => {
  const found = findingsOf([line()], { marks: ['damaged-in-transit', 'extra-item'], note: 'a glove' });
  expect(found).toEqual([
    { lineId: null, kind: 'extra-item', detail: 'a glove', serial: null },
    { lineId: null, kind: 'damaged-in-transit', detail: 'a glove', serial: null },
  ]);
});

test('a serial number differs only where the sold ones are known, however it is written', () => {
  expect(strangeSerials(['nl 1015-11'], ['NL-1015-11', 'NL-1015-12'])).toEqual([]);
  expect(strangeSerials(['NL-1015-13'], ['NL-1015-11'])).toEqual(['NL-1015-13']);
  expect(strangeSerials(['anything'], [])).toEqual([]);
  expect(findingsOf([line({ serials: ['X1'], sold: ['X2'] })], { marks: [], note: null })).toEqual([
    { lineId: 'a', kind: 'serial-differs', detail: null, serial: 'X1' },
  ]);
});

test('one number for each piece, apart by commas, semicolons or lines, each once', () => {
  expect(splitSerials(' A1, B2;\nA1\t C 3 ,,')).toEqual(['A1', 'B2', 'C 3']);
  expect(splitSerials('  ')).toEqual([]);
});
