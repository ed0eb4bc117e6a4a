import { expect, test } from 'vitest';
import { type DeadlineInput, type LegalDeadline, legalDeadline } from '#machines/policy/deadline.ts';
import { lawOf } from '#machines/policy/law-of.ts';
import { lineDeadline } from '#machines/policy/line-deadline.ts';
import type { Step } from '#machines/policy/period.ts';
import { at, facts } from '#tests/machines/policy/build.ts';

function ask(country: string, delivered: string, more: Partial<DeadlineInput> = {}): LegalDeadline {
  return legalDeadline({
    country,
    subdivision: null,
    orderShape: 'single',
    deliveredAt: [at(delivered)],
    undeliveredRemain: false,
    informed: true,
    informedAt: null,
    timeZone: null,
    ...more,
  });
}

const never: Partial<DeadlineInput> = { informed: false };
const late = (day: string): Partial<DeadlineInput> => ({ informed: false, informedAt: at(`${day}T10:00:00Z`) });
const basisOf = (country: string, subdivision: string | null = null) => lawOf(country, subdivision)?.basis;

/** The steps as they are written: code, date, detail. The last one is the end, with the zone in which it ends. */
const steps = (text: string): Step[] =>
  text.split('; ').map((step) => {
    const [code, date = '', detail = ''] = step.split(' ');
    return { code: code as Step['code'], date, detail: /^\d+$/.test(detail) ? Number(detail) : detail };
  });

const DE_JANUARY = 'event 2026-01-05 delivery; count-calendar 2026-01-19 14';

test.each<[string, string, string, Partial<DeadlineInput>, string]>([
  ['told in time', 'DE', '2026-01-05', {}, `${DE_JANUARY}; end 2026-01-19 Europe/Berlin`],
  [
    'never told: twelve months after the end',
    'DE',
    '2026-01-05',
    never,
    `${DE_JANUARY}; information-missing 2027-01-19 endOfInitialPeriod; end 2027-01-19 Europe/Berlin`,
  ],
  [
    'never told, and the twelve months end on a Saturday',
    'DE',
    '2026-01-02',
    never,
    'event 2026-01-02 delivery; count-calendar 2026-01-16 14; information-missing 2027-01-16 endOfInitialPeriod; ' +
      'roll-over 2027-01-17 saturday; roll-over 2027-01-18 sunday; end 2027-01-18 Europe/Berlin',
  ],
  [
    'told later: a fortnight from then',
    'DE',
    '2026-01-05',
    late('2026-03-02'),
    `${DE_JANUARY}; information-missing 2027-01-19 endOfInitialPeriod; information-late 2026-03-02 14; ` +
      'count-calendar 2026-03-16 14; end 2026-03-16 Europe/Berlin',
  ],
  [
    'told within the period: the fortnight from then is the later one',
    'DE',
    '2026-01-05',
    late('2026-01-06'),
    `${DE_JANUARY}; information-missing 2027-01-19 endOfInitialPeriod; information-late 2026-01-06 14; ` +
      'count-calendar 2026-01-20 14; end 2026-01-20 Europe/Berlin',
  ],
  [
    'told so late that the fortnight ends with the twelve months',
    'DE',
    '2026-01-05',
    late('2027-01-05'),
    `${DE_JANUARY}; information-missing 2027-01-19 endOfInitialPeriod; information-late 2027-01-05 14; ` +
      'count-calendar 2027-01-19 14; end 2027-01-19 Europe/Berlin',
  ],
  [
    'told a day later than that: the twelve months hold',
    'DE',
    '2026-01-05',
    late('2027-01-06'),
    `${DE_JANUARY}; information-missing 2027-01-19 endOfInitialPeriod; information-late 2027-01-06 14; ` +
      'count-calendar 2027-01-20 14; information-cap 2027-01-19 12; end 2027-01-19 Europe/Berlin',
  ],
  [
    'Taiwan, told near the end of its four months',
    'TW',
    '2026-01-05',
    late('2026-05-03'),
    'event 2026-01-05 delivery; count-calendar 2026-01-12 7; information-late 2026-05-03 7; ' +
      'count-calendar 2026-05-10 7; roll-over 2026-05-11 sunday; information-cap 2026-05-05 4; end 2026-05-05 Asia/Taipei',
  ],
  [
    'Korea counts anew from the day of the information',
    'KR',
    '2026-01-05',
    late('2026-03-02'),
    'event 2026-01-05 delivery; count-calendar 2026-01-12 7; information-late 2026-03-02 7; ' +
      'count-calendar 2026-03-09 7; end 2026-03-09 Asia/Seoul',
  ],
  [
    'Chile: ninety days, told later or not',
    'CL',
    '2026-01-05',
    late('2026-03-02'),
    'event 2026-01-05 delivery; count-calendar 2026-01-15 10; information-missing 2026-04-05 delivery; ' +
      'end 2026-04-05 America/Santiago',
  ],
  [
    'Russia: three months, to the Monday after a Sunday',
    'RU',
    '2026-01-05',
    never,
    'event 2026-01-05 delivery; count-calendar 2026-01-12 7; information-missing 2026-04-05 delivery; ' +
      'roll-over 2026-04-06 sunday; end 2026-04-06 Europe/Moscow',
  ],
  [
    'Japan knows no longer period, and counts the day of delivery',
    'JP',
    '2026-01-05',
    never,
    'event 2026-01-05 delivery; count-calendar 2026-01-12 7; end 2026-01-12 Asia/Tokyo',
  ],
  [
    'Colombia: five business days, without roll-over',
    'CO',
    '2026-11-20',
    {},
    'event 2026-11-20 delivery; count-business 2026-11-27 5; end 2026-11-27 America/Bogota',
  ],
  [
    'New York, the policy not shown',
    'US-NY',
    '2026-11-02',
    never,
    'event 2026-11-02 delivery; information-missing 2026-12-02 policy-not-shown; count-calendar 2026-12-02 30; ' +
      'end 2026-12-02 America/New_York',
  ],
  [
    'Rhode Island: ten business days',
    'US-RI',
    '2026-11-02',
    never,
    'event 2026-11-02 delivery; information-missing 2026-11-17 policy-not-shown; count-business 2026-11-17 10; ' +
      'end 2026-11-17 America/New_York',
  ],
  [
    'Ontario, no copy of the contract',
    'CA-ON',
    '2026-11-02',
    never,
    'event 2026-11-02 delivery; information-missing 2026-12-02 disclosure-failure; count-calendar 2026-12-02 30; ' +
      'end 2026-12-02 America/Toronto',
  ],
  [
    'Ontario, the copy on the last of the thirty days',
    'CA-ON',
    '2026-11-02',
    late('2026-12-02'),
    'event 2026-11-02 delivery; information-missing 2026-12-02 disclosure-failure; information-late 2026-12-02 7; ' +
      'count-calendar 2026-12-09 7; end 2026-12-09 America/Toronto',
  ],
  [
    'Ontario, the copy a day after them',
    'CA-ON',
    '2026-11-02',
    late('2026-12-03'),
    'event 2026-11-02 delivery; information-missing 2026-12-02 disclosure-failure; count-calendar 2026-12-02 30; ' +
      'end 2026-12-02 America/Toronto',
  ],
  [
    'Vietnam',
    'VN',
    '2026-11-02',
    never,
    'event 2026-11-02 delivery; information-missing 2026-12-02 information-missing; count-calendar 2026-12-02 30; ' +
      'end 2026-12-02 Asia/Ho_Chi_Minh',
  ],
])('the whole way to the end: %s', (_what, place, delivered, more, text) => {
  const [country = '', subdivision = null] = place.split('-');
  const result = ask(country, `${delivered}T10:00:00Z`, { subdivision, ...more });
  const expected = steps(text);
  expect(result.steps).toEqual(expected);
  expect(result.basis).toBe(basisOf(country, subdivision));
  const end = expected.at(-1);
  expect(result.kind === 'ends' && result.lastDay.toString()).toBe(end?.date);
  const midnight = result.kind === 'ends' && result.endExclusive.toZonedDateTimeISO(String(end?.detail));
  expect(String(midnight)).toMatch(/T00:00:00/);
});

test.each<[string, () => LegalDeadline, object]>([
  [
    'a place without a right',
    () => ask('CH', '2026-11-02T10:00:00Z'),
    { kind: 'none', basis: basisOf('CH'), steps: [] },
  ],
  [
    'a state that asks for a policy that was shown',
    () => ask('US', '2026-11-02T10:00:00Z', { subdivision: 'NY' }),
    { kind: 'none', basis: 'N.Y. Gen. Bus. Law § 218-a', steps: [] },
  ],
  ['a place nobody knows', () => ask('ZZ', '2026-11-02T10:00:00Z'), { kind: 'none', basis: null, steps: [] }],
  [
    'no delivery',
    () => ask('DE', '2026-11-02T10:00:00Z', { deliveredAt: [] }),
    { kind: 'open', why: 'delivery-unknown', basis: basisOf('DE'), steps: [] },
  ],
  [
    'information that never comes where the law names no latest day',
    () => ask('IL', '2026-11-02T10:00:00Z', never),
    {
      kind: 'open',
      why: 'information-missing',
      basis: basisOf('IL'),
      steps: steps('event 2026-11-02 delivery; count-calendar 2026-11-16 14'),
    },
  ],
  [
    'a delivery beyond the table of holidays',
    () => ask('DE', '2100-01-01T10:00:00Z'),
    { kind: 'open', why: 'holidays-unknown', basis: basisOf('DE'), steps: steps('event 2100-01-01 delivery') },
  ],
  [
    'an end beyond it',
    () => ask('DE', '2099-12-18T10:00:00Z'),
    {
      kind: 'open',
      why: 'holidays-unknown',
      basis: basisOf('DE'),
      steps: steps(
        'event 2099-12-18 delivery; count-calendar 2100-01-01 14; roll-over 2100-01-02 publicHoliday; ' +
          'roll-over 2100-01-03 saturday; roll-over 2100-01-04 sunday',
      ),
    },
  ],
])('where no end can be named it is said why, and how far the way goes: %s', (_what, asked, expected) => {
  expect(asked()).toEqual(expected);
});

const parcels = ['2026-11-09T06:00:00Z', '2026-11-02T06:00:00Z', '2026-11-05T06:00:00Z'].map(at);

test('of several parcels the one that counts, in whatever order they are named', () => {
  for (const deliveredAt of [parcels, parcels.toReversed(), parcels.toSpliced(0, 0, ...parcels)]) {
    const last = ask('DE', '2026-11-02T06:00:00Z', { orderShape: 'multiItem', deliveredAt });
    expect(last.steps[0]).toEqual({ code: 'event', date: '2026-11-09', detail: 'lastItemDelivery' });
    const first = ask('DE', '2026-11-02T06:00:00Z', { orderShape: 'subscription', deliveredAt });
    expect(first.steps[0]).toEqual({ code: 'event', date: '2026-11-02', detail: 'firstDelivery' });
  }
});

type Order = Parameters<typeof facts>[0];

/** Each differs in one thing from the first, and has another deadline for it. */
const ORDERS: readonly [string, Order, string][] = [
  ['the first', {}, '2026-11-16T23:00:00Z'],
  ['another country', { order: { country: 'GB' } }, '2026-11-17T00:00:00Z'],
  ['a province', { order: { country: 'CA', subdivision: 'ON' } }, 'none'],
  ['another zone', { order: { timeZone: 'Europe/Lisbon' } }, '2026-11-17T00:00:00Z'],
  ['a subscription', { order: { shape: 'subscription' }, line: { allDeliveredAt: parcels } }, '2026-11-16T23:00:00Z'],
  ['the same parcels, all at once', { line: { allDeliveredAt: parcels } }, '2026-11-23T23:00:00Z'],
  ['a parcel fewer', { line: { allDeliveredAt: parcels.slice(1) } }, '2026-11-19T23:00:00Z'],
  ['one still under way', { line: { allDeliveredAt: [...parcels, null] } }, 'open'],
  ['ordered after the delivery', { order: { placedAt: at('2026-11-06T10:00:00Z') } }, '2026-11-20T23:00:00Z'],
  ['not informed', { order: { information: { informed: false, informedAt: null } } }, '2027-11-16T23:00:00Z'],
  [
    'informed later',
    { order: { information: { informed: false, informedAt: at('2026-11-03T10:00:00Z') } } },
    '2026-11-17T23:00:00Z',
  ],
  [
    'informed, with a day of it',
    { order: { information: { informed: true, informedAt: at('2026-11-04T10:00:00Z') } } },
    '2026-11-16T23:00:00Z',
  ],
  ['no list of parcels: that of the line', { line: { allDeliveredAt: [] } }, '2026-11-16T23:00:00Z'],
  ['neither list nor delivery', { line: { deliveredAt: null, allDeliveredAt: [] } }, 'open'],
];

test('lines that are asked one after the other have each their own deadline, the second time too', () => {
  const end = (order: Order) => {
    const deadline = lineDeadline(facts(order));
    return deadline.kind === 'ends' ? deadline.endExclusive.toString() : deadline.kind;
  };
  const expected = ORDERS.map(([, , end]) => end);
  for (let time = 0; time < 2; time += 1) {
    expect(ORDERS.map(([, order]) => end(order))).toEqual(expected);
    // Each after the first one, which it differs from in one thing.
    expect(ORDERS.map(([, order]) => [end({}), end(order)][1])).toEqual(expected);
  }
});

test('a province counts, and not only the country it lies in', () => {
  const uninformed = { informed: false, informedAt: null };
  const end = (subdivision: string | null) =>
    lineDeadline(facts({ order: { country: 'CA', subdivision, information: uninformed } })).kind;
  expect([end('ON'), end('NU'), end(null), end('ON')]).toEqual(['ends', 'none', 'none', 'ends']);
});

test('the same question is answered once', () => {
  expect(ask('DE', '2026-11-02T10:00:00Z')).toBe(ask('DE', '2026-11-02T17:00:00Z'));
  expect(ask('DE', '2026-11-02T10:00:00Z', never)).not.toEqual(ask('DE', '2026-11-02T10:00:00Z'));
});
