import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeadlineInput, legalDeadline } from '#machines/policy/deadline.ts';
import { ORDER_SHAPES } from '#machines/policy/facts.ts';
import { nonWorkingKind, rollOver } from '#machines/policy/period.ts';
import { type NonWorkingKind, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

const RUNS = { numRuns: 400 };
const RIGHTS = STATUTE_COUNTRIES.filter((code) => statuteOf(code)?.hasStatutoryRight);

const country = fc.constantFrom(...RIGHTS);
const orderShape = fc.constantFrom(...ORDER_SHAPES);
const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 11, 31) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
const seconds = fc.nat(60 * 86_400);
/** A moment up to some 15 months after another one. */
const muchLater = fc.nat(450 * 86_400);

function input(code: string, deliveredAt: Temporal.Instant[], more: Partial<DeadlineInput> = {}): DeadlineInput {
  return {
    country: code,
    subdivision: null,
    orderShape: 'multiItem',
    deliveredAt,
    undeliveredRemain: false,
    informed: true,
    informedAt: null,
    timeZone: null,
    ...more,
  };
}

/** The end in milliseconds; without an end it never comes. */
function end(question: DeadlineInput): number {
  const result = legalDeadline(question);
  if (result.kind === 'none') throw new Error('no right');
  return result.kind === 'open' ? Number.POSITIVE_INFINITY : result.endExclusive.epochMilliseconds;
}

test('a later delivery never ends sooner', () => {
  fc.assert(
    fc.property(country, orderShape, instant, seconds, fc.boolean(), (code, shape, at, later, informed) => {
      const more = { orderShape: shape, informed };
      const moved = at.add({ seconds: later });
      expect(end(input(code, [moved], more))).toBeGreaterThanOrEqual(end(input(code, [at], more)));
    }),
    RUNS,
  );
});

test('one more parcel never ends sooner where the last one counts, and a missing one leaves it open', () => {
  fc.assert(
    fc.property(country, instant, instant, fc.constantFrom('multiItem', 'multiPiece'), (code, one, more, shape) => {
      const alone = end(input(code, [one], { orderShape: shape }));
      expect(end(input(code, [more, one], { orderShape: shape }))).toBeGreaterThanOrEqual(alone);
      expect(end(input(code, [one, more], { orderShape: shape }))).toBe(
        end(input(code, [more, one], { orderShape: shape })),
      );
      expect(end(input(code, [one], { orderShape: shape, undeliveredRemain: true }))).toBe(Number.POSITIVE_INFINITY);
    }),
    RUNS,
  );
});

test('a later parcel changes nothing where the first one counts', () => {
  fc.assert(
    fc.property(fc.constantFrom('DE', 'FR', 'GB', 'TR', 'NO'), instant, seconds, (code, first, later) => {
      const more = { orderShape: 'subscription' as const };
      const alone = end(input(code, [first], more));
      expect(end(input(code, [first.add({ seconds: later }), first], more))).toBe(alone);
    }),
    RUNS,
  );
});

test('not informed, or informed later, never ends sooner, up to the end without information', () => {
  fc.assert(
    fc.property(country, orderShape, instant, muchLater, muchLater, (code, shape, at, one, another) => {
      const [soon, late] = [Math.min(one, another), Math.max(one, another)];
      const told = (informedAt: Temporal.Instant | null) =>
        end(input(code, [at], { orderShape: shape, informed: false, informedAt }));
      const inTime = end(input(code, [at], { orderShape: shape }));
      const ends = [inTime, told(at.add({ seconds: soon })), told(at.add({ seconds: late })), told(null)];
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    }),
    { numRuns: 800 },
  );
});

test('a customer who was informed is not asked when', () => {
  fc.assert(
    fc.property(country, instant, instant, (code, at, informedAt) => {
      expect(end(input(code, [at], { informedAt }))).toBe(end(input(code, [at])));
    }),
    RUNS,
  );
});

test('a region that is not known never ends sooner than one that is', () => {
  const regions = fc.constantFrom(
    ...['BY', 'BE', 'SN', 'HH'].map((part) => ['DE', part] as const),
    ...['CT', 'M', 'GA', 'VC'].map((part) => ['ES', part] as const),
    ...['57', '75', 'IDF'].map((part) => ['FR', part] as const),
  );
  fc.assert(
    fc.property(regions, instant, fc.boolean(), ([code, subdivision], at, informed) => {
      const known = end(input(code, [at], { subdivision, informed }));
      expect(end(input(code, [at], { informed }))).toBeGreaterThanOrEqual(known);
    }),
    RUNS,
  );
});

test('more kinds of days off, or more holidays, never move a last day less', () => {
  const kinds = fc.subarray<NonWorkingKind>(['friday', 'saturday', 'sunday', 'publicHoliday']);
  fc.assert(
    fc.property(kinds, instant, (some, at) => {
      const day = at.toZonedDateTimeISO('UTC').toPlainDate();
      const national = { country: 'DE', subdivision: null, scope: 'national' as const };
      const regional = { ...national, scope: 'nationalAndRegional' as const };
      const few = rollOver(day, some, national, []);
      const many = rollOver(day, [...some, 'sunday', 'publicHoliday'], regional, []);
      expect(Temporal.PlainDate.compare(few, many)).toBeLessThanOrEqual(0);
      expect(nonWorkingKind(few, some, national)).toBeNull();
    }),
    RUNS,
  );
});

test('the end is never before the plain count of the law, at a local midnight, the day after the last one', () => {
  fc.assert(
    fc.property(country, orderShape, instant, fc.boolean(), (code, shape, at, informed) => {
      const result = legalDeadline(input(code, [at], { orderShape: shape, informed }));
      const statute = statuteOf(code);
      if (result.kind !== 'ends' || !statute) return;
      const zone = timeZoneOf(code);
      const event = at.toZonedDateTimeISO(zone).toPlainDate();
      const days = (statute.withdrawalDays ?? 0) - (statute.excludesEventDay ? 0 : 1);
      expect(Temporal.PlainDate.compare(result.lastDay, event.add({ days }))).toBeGreaterThanOrEqual(0);
      const ended = result.endExclusive.toZonedDateTimeISO(zone);
      expect(ended.equals(ended.startOfDay())).toBe(true);
      expect(ended.toPlainDate().toString()).toBe(result.lastDay.add({ days: 1 }).toString());
      expect(result.steps.at(-1)).toEqual({ code: 'end', date: result.lastDay.toString(), detail: zone });
      expect(result.steps[0]?.date).toBe(event.toString());
    }),
    { numRuns: 800 },
  );
});

test('where the law rolls over, the last day is a working day', () => {
  fc.assert(
    fc.property(country, instant, fc.boolean(), (code, at, informed) => {
      const result = legalDeadline(input(code, [at], { informed }));
      const statute = statuteOf(code);
      if (result.kind !== 'ends' || !statute) return;
      const place = { country: code, subdivision: null, scope: statute.holidayScope ?? ('national' as const) };
      const off: NonWorkingKind[] =
        statute.dayKind === 'business' ? ['saturday', 'sunday', 'publicHoliday'] : statute.extendsOver;
      expect(nonWorkingKind(result.lastDay, off, place)).toBeNull();
    }),
    RUNS,
  );
});
