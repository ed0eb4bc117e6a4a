import { expect, test } from 'vitest';
import { ageOf } from '#machines/scan/age.ts';
import { CLOSE_REASONS, FOUND_EVENTS, FOUND_STATES, nextFound } from '#machines/scan/found.ts';
import { type Candidate, type KnownOfParcel, likelyOrders, skusIn, wordsOf } from '#machines/scan/likely.ts';

const nothing: KnownOfParcel = { code: null, senderName: null, senderPlace: null, senderEmail: null, goods: null };

const order = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  ...{ orderId: id, orderNumber: `#${id}`, returnId: null, rmaCode: null, awaited: false },
  ...{ name: 'Lena Hoffmann', place: 'Köln', email: 'lena@example.com' },
  items: [{ sku: 'LAMP-01', words: 'Desk lamp oak' }],
  ...change,
});

const reasons = (known: Partial<KnownOfParcel>, candidate: Candidate) =>
  likelyOrders({ ...nothing, ...known }, [candidate]).flatMap((one) => one.reasons.map((reason) => reason.code));

test.each<[string, Partial<KnownOfParcel>, string[]]>([
  ['nothing at all', {}, []],
  ['the article as printed', { goods: 'LAMP-01' }, ['sku', 'words']],
  ['with a space and small', { goods: 'a lamp 01, black' }, ['sku', 'words']],
  ['words of the title', { goods: 'oak desk lamp' }, ['words', 'words']],
  ['one word alone', { goods: 'lamp' }, []],
  ['the whole name', { senderName: 'HOFFMANN, Lena' }, ['name']],
  ['a part of it', { senderName: 'Hoffmann' }, ['part-of-name']],
  ['another name', { senderName: 'Paul Gruber' }, []],
  ['the town without its dots', { senderPlace: 'koln' }, ['place']],
  ['the e-mail address', { senderEmail: ' LENA@example.com' }, ['email']],
  ['the order number', { code: '# 1' }, ['code']],
])('%s', (_name, known, wanted) => {
  expect(reasons(known, order('1'))).toEqual(wanted);
});

test('an awaited return speaks for an order beside something else, and never alone', () => {
  const awaited = order('1', { awaited: true, returnId: 'r', rmaCode: '234567890' });
  expect(reasons({}, awaited)).toEqual([]);
  expect(reasons({ senderPlace: 'Köln' }, awaited)).toEqual(['place', 'open-return']);
});

test('the likeliest comes first: a person before a town, an awaited return before one without', () => {
  const known = { ...nothing, senderName: 'Lena Hoffmann', senderPlace: 'Köln', goods: 'LAMP-01' };
  const found = likelyOrders(known, [
    order('town', { name: 'Max Muster', items: [] }),
    order('without'),
    order('awaited', { awaited: true, returnId: 'r' }),
    order('article', { name: 'Max Muster', place: 'Ulm' }),
    order('none', { name: 'Max Muster', place: 'Ulm', items: [] }),
  ]);
  expect(found.map(({ candidate }) => candidate.orderId)).toEqual(['awaited', 'without', 'article', 'town']);
});

test('the same findings give the same order, whatever comes first, and twelve at the most', () => {
  const many = Array.from({ length: 30 }, (_, index) => order(String(index).padStart(2, '0')));
  const known = { ...nothing, senderName: 'Lena Hoffmann' };
  const one = likelyOrders(known, many).map(({ candidate }) => candidate.orderId);
  expect(one).toHaveLength(12);
  expect(likelyOrders(known, many.toReversed()).map(({ candidate }) => candidate.orderId)).toEqual(one);
});

test('names of other scripts are compared as well', () => {
  const sato = order('1', { name: '佐藤 遥', place: '東京' });
  expect(reasons({ senderName: '佐藤 遥', senderPlace: '東京' }, sato)).toEqual(['name', 'place']);
  expect(wordsOf('Ünal–Strauß')).toEqual(['unal', 'strauss']);
  expect(skusIn('LAMP 01 oak')).toContain('lamp01');
});

test('a found parcel is matched, also twice, closed, and taken up again; nothing else', () => {
  const steps = FOUND_STATES.flatMap((state) => FOUND_EVENTS.map((event) => [state, event, nextFound(state, event)]));
  expect(steps).toEqual([
    ['open', 'match', 'matched'],
    ['open', 'close', 'closed'],
    ['open', 'reopen', null],
    ['matched', 'match', 'matched'],
    ['matched', 'close', 'closed'],
    ['matched', 'reopen', null],
    ['closed', 'match', null],
    ['closed', 'close', null],
    ['closed', 'reopen', 'open'],
  ]);
  expect(new Set(CLOSE_REASONS).size).toBe(CLOSE_REASONS.length);
});

test.each([
  [0, 'minute', 0],
  [-5000, 'minute', 0],
  [59 * 60_000 + 59_999, 'minute', 59],
  [60 * 60_000, 'hour', 1],
  [24 * 3_600_000 - 1, 'hour', 23],
  [48 * 3_600_000, 'day', 2],
])('after %i ms: %s %i', (after, unit, count) => {
  expect(ageOf(0, after)).toEqual({ unit, count });
});
