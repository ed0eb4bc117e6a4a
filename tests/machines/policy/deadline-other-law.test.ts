import { expect, test } from 'vitest';
import { type DeadlineInput, type LegalDeadline, legalDeadline } from '#machines/policy/deadline.ts';
import { type CountryStatute, statuteOf } from '#machines/policy/statutory.ts';

/** What no country’s law says today and the table may say tomorrow. Days that no other test asks for: answers are remembered. */
function underLaw(
  country: string,
  over: Partial<CountryStatute>,
  delivered: string,
  more: Partial<DeadlineInput> = {},
) {
  const statute = statuteOf(country);
  if (!statute) throw new Error(`no law of ${country}`);
  const before = { ...statute };
  Object.assign(statute, over);
  try {
    return legalDeadline({
      country,
      subdivision: country === 'DE' ? 'BE' : null,
      orderShape: 'single',
      deliveredAt: [Temporal.Instant.from(`${delivered}T10:00:00Z`)],
      undeliveredRemain: false,
      informed: true,
      informedAt: null,
      timeZone: null,
      ...more,
    });
  } finally {
    Object.assign(statute, before);
  }
}

const brief = ({ kind, steps }: LegalDeadline) => [
  kind,
  ...steps.map(({ code, date, detail }) => `${code} ${date} ${detail}`),
];
const never = { informed: false };
const failure = (over: Partial<NonNullable<CountryStatute['informationFailure']>>) => {
  const known = statuteOf('DE')?.informationFailure;
  if (!known) throw new Error('no rule');
  return { informationFailure: { ...known, ...over } };
};

test.each([
  [
    'two days of the Directive have two working days',
    () => underLaw('DE', { withdrawalDays: 2 }, '2038-11-05'),
    [
      'ends',
      'event 2038-11-05 delivery',
      'count-calendar 2038-11-07 2',
      'roll-over 2038-11-08 sunday',
      'count-business 2038-11-09 2',
      'end 2038-11-09 Europe/Berlin',
    ],
  ],
  [
    'a single day has not',
    () => underLaw('DE', { withdrawalDays: 1 }, '2038-11-12'),
    [
      'ends',
      'event 2038-11-12 delivery',
      'count-calendar 2038-11-13 1',
      'roll-over 2038-11-14 saturday',
      'roll-over 2038-11-15 sunday',
      'end 2038-11-15 Europe/Berlin',
    ],
  ],
  [
    'nor have two days where the Directive is not followed',
    () => underLaw('TR', { withdrawalDays: 2 }, '2038-11-05'),
    [
      'ends',
      'event 2038-11-05 delivery',
      'count-calendar 2038-11-07 2',
      'roll-over 2038-11-08 sunday',
      'end 2038-11-08 Europe/Istanbul',
    ],
  ],
  [
    'a right to cancel for want of information lengthens no right that everybody has',
    () => underLaw('DE', failure({ rule: 'cancel' }), '2038-11-15', never),
    ['ends', 'event 2038-11-15 delivery', 'count-calendar 2038-11-29 14', 'end 2038-11-29 Europe/Berlin'],
  ],
  [
    'without a rule on information nothing is lengthened',
    () => underLaw('DE', { informationFailure: null }, '2038-11-16', never),
    ['ends', 'event 2038-11-16 delivery', 'count-calendar 2038-11-30 14', 'end 2038-11-30 Europe/Berlin'],
  ],
  [
    'a longer period without a latest day stays open',
    () => underLaw('DE', failure({ months: null, days: null }), '2038-11-17', never),
    [
      'open',
      'event 2038-11-17 delivery',
      'count-calendar 2038-12-01 14',
      'information-missing 2038-12-01 endOfInitialPeriod',
    ],
  ],
  [
    'a latest day in days, from the end of the ordinary period',
    () => underLaw('DE', failure({ months: null, days: 10 }), '2038-11-18', never),
    [
      'ends',
      'event 2038-11-18 delivery',
      'count-calendar 2038-12-02 14',
      'information-missing 2038-12-12 endOfInitialPeriod',
      'roll-over 2038-12-13 sunday',
      'end 2038-12-13 Europe/Berlin',
    ],
  ],
  [
    'late information that leaves fewer days than the ordinary period has',
    () =>
      underLaw('DE', failure({ ifInformedLaterDays: 3 }), '2038-11-19', {
        informed: false,
        informedAt: Temporal.Instant.from('2038-11-22T10:00:00Z'),
      }),
    [
      'ends',
      'event 2038-11-19 delivery',
      'count-calendar 2038-12-03 14',
      'information-missing 2039-12-03 endOfInitialPeriod',
      'roll-over 2039-12-04 saturday',
      'roll-over 2039-12-05 sunday',
      'information-late 2038-11-22 3',
      'count-calendar 2038-11-25 3',
      'end 2038-12-03 Europe/Berlin',
    ],
  ],
  [
    'kinds of day that are named, but not passed over',
    () => underLaw('DE', { extendsOverNonWorkingDays: false }, '2038-11-06'),
    ['ends', 'event 2038-11-06 delivery', 'count-calendar 2038-11-20 14', 'end 2038-11-20 Europe/Berlin'],
  ],
  [
    'business days are not rolled over, nor is what lengthens them',
    () => {
      const lengthened = failure({ months: null, days: 30, from: 'delivery' });
      return underLaw(
        'CO',
        { ...lengthened, extendsOver: ['saturday', 'sunday'], extendsOverNonWorkingDays: true },
        '2038-11-05',
        never,
      );
    },
    [
      'ends',
      'event 2038-11-05 delivery',
      'count-business 2038-11-12 5',
      'information-missing 2038-12-05 delivery',
      'end 2038-12-05 America/Bogota',
    ],
  ],
  [
    'where the first delivery counts for every order, a parcel under way does not keep it open',
    () => {
      const { countedFromByOrderShape: shapes } = statuteOf('DE') ?? {};
      const first = shapes && { ...shapes, single: 'firstDelivery' as const };
      return underLaw('DE', { countedFromByOrderShape: first ?? null }, '2038-11-22', { undeliveredRemain: true });
    },
    ['ends', 'event 2038-11-22 firstDelivery', 'count-calendar 2038-12-06 14', 'end 2038-12-06 Europe/Berlin'],
  ],
])('%s', (_what, asked, expected) => {
  expect(brief(asked())).toEqual(expected);
});
