import { expect, test } from 'vitest';
import { faultyUntil } from '#machines/policy/faulty.ts';
import {
  type GuaranteeFacts,
  guaranteeOf,
  rejectionRefundDue,
  remedyShippingPayer,
} from '#machines/policy/guarantee.ts';
import { statuteOf } from '#machines/policy/statutory.ts';
import { facts } from '#tests/machines/policy/build.ts';

const at = (text: string) => Temporal.Instant.from(text);

function guarantee(country: string, more: Partial<GuaranteeFacts> = {}) {
  const deliveredAt = at('2026-11-30T12:00:00Z');
  return guaranteeOf({ country, timeZone: 'UTC', deliveredAt, durable: null, repairedAt: null, ...more });
}

function until(country: string, more: Partial<GuaranteeFacts> = {}) {
  const { until: found } = guarantee(country, more);
  return found.kind === 'until' ? found.lastDay.toString() : found.kind === 'open' ? found.why : 'none';
}

test.each([
  ['DE', '2028-11-30'],
  ['ES', '2029-11-30'],
  ['PT', '2029-11-30'],
  ['SE', '2029-11-30'],
  ['IE', '2032-11-30'],
  ['GB', '2032-11-30'],
  ['BR', '2027-02-28'],
  ['US', '2030-11-30'],
  ['HK', '2032-11-30'],
  ['NL', 'no-fixed-term'],
  ['FI', 'no-fixed-term'],
  ['AU', 'no-fixed-term'],
  ['AE', 'no-fixed-term'],
  ['UY', 'none'],
  ['ZZ', 'none'],
])('the seller answers in %s until %s', (country, expected) => {
  expect(until(country)).toBe(expected);
});

test.each([
  ['NO', true, '2031-11-30'],
  ['NO', null, '2031-11-30'],
  ['NO', false, '2028-11-30'],
  ['IS', true, '2031-11-30'],
  ['DE', true, '2028-11-30'],
])('in %s for goods meant to last (%s) until %s', (country, durable, expected) => {
  expect(until(country, { durable })).toBe(expected);
});

test.each([
  ['the first day of the rule', '2026-07-31T12:00:00Z', '2026-01-10T12:00:00Z', '2029-01-10'],
  ['the day before', '2026-07-30T12:00:00Z', '2026-01-10T12:00:00Z', '2028-01-10'],
  ['the last day of the guarantee', '2028-01-10T12:00:00Z', '2026-01-10T12:00:00Z', '2029-01-10'],
  ['the day after it', '2028-01-11T12:00:00Z', '2026-01-10T12:00:00Z', '2028-01-10'],
])('a repair on %s', (_when, repairedAt, deliveredAt, expected) => {
  expect(until('DE', { deliveredAt: at(deliveredAt), repairedAt: at(repairedAt) })).toBe(expected);
});

test('outside the Union a repair adds nothing', () => {
  expect(until('GB', { repairedAt: at('2027-01-10T12:00:00Z') })).toBe('2032-11-30');
});

test('the last day ends at midnight of the place', () => {
  const found = guarantee('DE', { timeZone: 'Europe/Berlin' });
  expect(found.until).toMatchObject({ kind: 'until' });
  expect(found.until.kind === 'until' && found.until.endExclusive.toString()).toBe('2028-11-30T23:00:00Z');
});

test.each([
  ['DE', '2027-11-30', null, null],
  ['FR', '2028-11-30', null, null],
  ['ES', '2028-11-30', null, '2031-11-30'],
  ['IE', '2027-11-30', '2026-12-30', '2032-11-30'],
  ['GB', '2027-05-30', '2026-12-30', '2032-11-30'],
  ['CN', '2027-05-30', '2026-12-07', null],
  ['IT', '2027-11-30', null, '2029-01-30'],
  ['JP', null, null, null],
])('in %s a fault is presumed until %s, the goods rejected until %s, a claim brought until %s', (...row) => {
  const [country, ...expected] = row;
  const { presumedUntil, rejectUntil, claimUntil } = guarantee(country);
  expect([presumedUntil, rejectUntil, claimUntil].map((limit) => limit?.lastDay.toString() ?? null)).toEqual(expected);
});

test('without a delivery nothing has begun', () => {
  const open = guarantee('GB', { deliveredAt: null });
  expect(open).toEqual({
    until: { kind: 'open', why: 'delivery-unknown' },
    presumedUntil: null,
    rejectUntil: null,
    claimUntil: null,
  });
});

test('where the law knows no term, and where it names none, nothing else is told', () => {
  const none = { presumedUntil: null, rejectUntil: null, claimUntil: null };
  expect(guarantee('ZZ')).toEqual({ until: { kind: 'none' }, ...none });
  expect(guarantee('UY')).toEqual({ until: { kind: 'none' }, ...none });
  expect(guarantee('NL').until).toEqual({ kind: 'open', why: 'no-fixed-term' });
  expect(guarantee('NL', { deliveredAt: null }).until).toEqual({ kind: 'open', why: 'no-fixed-term' });
});

test('a limit is its last day and the midnight after it, at the place', () => {
  const limit = (day: string, after: string) => ({
    lastDay: Temporal.PlainDate.from(day),
    endExclusive: at(after),
  });
  expect(guarantee('GB', { timeZone: 'Europe/London', deliveredAt: at('2026-11-30T23:30:00Z') })).toEqual({
    until: { kind: 'until', ...limit('2032-11-30', '2032-12-01T00:00:00Z') },
    presumedUntil: limit('2027-05-30', '2027-05-30T23:00:00Z'),
    rejectUntil: limit('2026-12-30', '2026-12-31T00:00:00Z'),
    claimUntil: limit('2032-11-30', '2032-12-01T00:00:00Z'),
  });
  expect(rejectionRefundDue('GB', 'Europe/London', at('2026-12-11T23:30:00Z'))).toEqual(
    limit('2026-12-25', '2026-12-26T00:00:00Z'),
  );
  expect(rejectionRefundDue('ZZ', 'UTC', at('2026-12-11T12:00:00Z'))).toBeNull();
});

test('rejected goods are paid back within a fortnight in Britain; the law pays the carriage where it says so', () => {
  expect(rejectionRefundDue('GB', 'Europe/London', at('2026-12-11T12:00:00Z'))?.lastDay.toString()).toBe('2026-12-25');
  expect(rejectionRefundDue('DE', 'Europe/Berlin', at('2026-12-11T12:00:00Z'))).toBeNull();
  expect([remedyShippingPayer('DE'), remedyShippingPayer('US'), remedyShippingPayer('ZZ')]).toEqual([
    'merchant',
    null,
    null,
  ]);
});

test('a line has the guarantee of its country, the longer one where it is not known how long goods last', () => {
  const last = (country: string) => {
    const found = faultyUntil(facts({ order: { country } }), statuteOf(country), 'UTC');
    return found.kind === 'until' ? found.lastDay : found.kind;
  };
  expect([last('DE'), last('NO'), last('NL'), last('ZZ')]).toEqual(['2028-11-02', '2031-11-02', 'open', 'none']);
});

test('a delivery dated before the order does not shorten the guarantee', () => {
  const placedAt = at('2026-11-10T10:00:00Z');
  const found = faultyUntil(facts({ order: { placedAt } }), statuteOf('DE'), 'UTC');
  expect(found).toMatchObject({ kind: 'until', lastDay: '2028-11-10' });
});
