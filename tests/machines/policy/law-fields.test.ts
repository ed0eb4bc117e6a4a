import { afterAll, expect, test, vi } from 'vitest';
import file from '#machines/policy/statutory.json' with { type: 'json' };
import type { CountryStatute } from '#machines/policy/statutory.ts';
import { answers, freshLaw } from '#tests/machines/policy/law-answers.ts';

// Test files share what is loaded: nobody after this one may meet a law that was changed here.
afterAll(() => void vi.resetModules());

/** `by`: the function that computes with a key. `at`: a place where another value (`to`) must change an answer. */
type Computed = { by: string; at: string; to: unknown };
type Table = Record<string, Computed | { not: string }>;

const computed = (by: string, at: string, to: unknown): Computed => ({ by, at, to });
const not = (why: string) => ({ not: why });

const SHAPES = {
  single: 'firstDelivery',
  multiItem: 'firstDelivery',
  multiPiece: 'firstDelivery',
  subscription: 'delivery',
};

/** What becomes of every key of a country's record: which function computes with it, or why none can. */
const COUNTRY: Table = {
  code: not('the key itself'),
  name: not('a name and no rule'),
  region: not('`groups` says who follows the Directive; they agree, see below'),
  hasStatutoryRight: computed('legalDeadline', 'DE', false),
  withdrawalDays: computed('legalDeadline', 'DE', 15),
  dayKind: computed('legalDeadline', 'CO', 'calendar'),
  countedFrom: not('the usual case of countedFromByOrderShape, which says it for each shape'),
  countedFromByOrderShape: computed('legalDeadline', 'DE', SHAPES),
  excludesEventDay: computed('legalDeadline', 'JP', true),
  extendsOverNonWorkingDays: computed('legalDeadline', 'DE', false),
  extendsOver: computed('legalDeadline', 'SA', ['sunday']),
  holidayScope: computed('legalDeadline', 'DE', 'national'),
  sendingInTimeSuffices: computed('inTime', 'DE', false),
  excludableByMerchant: computed('lawReplaced', 'JP', false),
  returnDispatchDays: computed('dispatchDeadline', 'DE', 10),
  returnDispatchCountedFrom: computed('dispatchDeadline', 'DE', null),
  refundDeadlineDays: computed('refundDeadline', 'DE', 7),
  refundDeadlineDayKind: computed('refundDeadline', 'KR', 'calendar'),
  refundDeadlineCountedFrom: computed('refundDeadline', 'DE', 'goodsReceived'),
  mayWithholdUntilGoods: computed('refundDeadline', 'DE', false),
  withholdEndsAtEarliestOf: computed('refundDeadline', 'DE', ['goodsReceived']),
  refundsOutboundStandardShipping: computed('evaluateLine', 'DE', false),
  returnPostagePaidBy: computed('returnPostage', 'DE', 'merchant'),
  merchantPaysReturnIfNotInformed: computed('returnPostage', 'DE', false),
  diminishedValue: computed('deductibleGrades', 'DE', 'none_for_agreed_or_natural_use'),
  exceptions: computed('exceptionsAt', 'DE', []),
  withdrawalFunctionRequired: computed('withdrawalFunctionOf', 'DE', false),
  withdrawalFunctionFrom: computed('withdrawalFunctionOf', 'DE', '2027-01-01'),
  withdrawalFunctionBasis: computed('withdrawalFunctionOf', 'DE', null),
  withdrawalFunctionLanguages: computed('withdrawalFunctionOf', 'DE', ['da']),
  withdrawalFunctionStatus: not('prose on where national law stands; what follows of it is in ...Required and ...From'),
  timeZone: computed('timeZoneOf', 'DE', 'Asia/Tokyo'),
  multipleTimeZones: computed('timeZoneOf', 'BR-AM', false),
  basis: computed('legalDeadline', 'DE', 'another act'),
  basisConfidence: not('how sure the research is, not a rule'),
  source: not('an address and no rule'),
  confidence: not('how sure the research is, not a rule'),
  verifiedFields: not('addresses and no rules'),
  notes: not('prose; what of it is a rule stands in holiday-corrections.ts, law-of.ts and README.md'),
};

const FAILURE: Table = {
  rule: computed('legalDeadline', 'DE', 'cancel'),
  months: computed('legalDeadline', 'DE', 6),
  days: computed('legalDeadline', 'CL', 60),
  from: computed('legalDeadline', 'DE', 'delivery'),
  ifInformedLaterDays: computed('legalDeadline', 'DE', 10),
  text: not('the same rule in words'),
};

const FEE: Table = {
  percent: computed('cancellationFeeOf', 'IL', 4),
  maxAmount: computed('cancellationFeeOf', 'IL', 50),
  currency: computed('cancellationFeeOf', 'IL', 'EUR'),
  rule: not('`lower_of` is the only one there is; the schema refuses another'),
  notIfFaulty: computed('cancellationFeeOf', 'IL', false),
};

const FAULTY: Table = {
  guaranteeMonths: computed('guaranteeOf', 'DE', 25),
  guaranteeKind: computed('guaranteeOf', 'DE', 'reasonableLifetime'),
  guaranteeMonthsDurable: computed('guaranteeOf', 'NO', 48),
  burdenOfProofMonths: computed('guaranteeOf', 'DE', 6),
  shortTermRejectDays: computed('guaranteeOf', 'GB', 20),
  limitationMonths: computed('guaranteeOf', 'ES', 40),
  extensionAfterRepairMonths: computed('guaranteeOf', 'DE', 6),
  extensionAfterRepairFrom: computed('guaranteeOf', 'DE', '2027-07-31'),
  remedyShippingPaidBy: computed('remedyShippingPayer', 'DE', null),
  refundDaysAfterRejection: computed('rejectionRefundDue', 'GB', 7),
  notes: not('prose; the rules among it have keys of their own'),
};

const SUBDIVISION: Table = {
  code: not('the key itself'),
  rule: not('tells the two kinds apart; the schema ties the other keys to it'),
  defaultRefundDaysIfNotPosted: computed('conditionalRight', 'US-CA', 20),
  policyFloorDays: computed('policyMustBeShown', 'US-CA', null),
  cancelDaysAfterCopy: computed('conditionalRight', 'CA-ON', 9),
  cancelDaysIfNoCopy: computed('conditionalRight', 'CA-ON', 40),
  refundDays: computed('refundDeadline', 'CA-ON', 9),
  returnDays: computed('dispatchDeadline', 'CA-ON', 9),
  returnPostagePaidBy: computed('returnPostage', 'CA-QC', 'unspecified'),
  basis: computed('lawOf', 'CA-ON', 'another act'),
  source: not('an address and no rule'),
  confidence: not('how sure the research is, not a rule'),
  notes: not('prose; business days in Rhode Island and the goods California leaves out stand in law-of.ts'),
};

type Loose = Readonly<Record<string, unknown>>;
/** The parts of a country's record that a table speaks about. */
const PARTS: [name: string, table: Table, parts: (record: Loose | CountryStatute) => unknown[]][] = [
  ['country', COUNTRY, (record) => [record]],
  ['informationFailure', FAILURE, (record) => [record.informationFailure]],
  ['cancellationFee', FEE, (record) => [record.cancellationFee]],
  ['faultyGoods', FAULTY, (record) => [record.faultyGoods]],
  ['subdivisions', SUBDIVISION, (record) => (Array.isArray(record.subdivisions) ? record.subdivisions : [])],
];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

test.each(PARTS)('every key of %s in the file is in its table, and none besides', (name, table, parts) => {
  const records: Loose[] = Object.values(file.countries);
  const keys = new Set(records.flatMap((record) => parts(record).filter(isObject).flatMap(Object.keys)));
  const nested = name === 'country' ? PARTS.slice(1).map(([part]) => part) : [];
  expect([...keys].toSorted()).toEqual([...Object.keys(table), ...nested].toSorted());
});

const changes = PARTS.flatMap(([name, table, parts]) =>
  Object.entries(table).flatMap(([key, entry]) => ('by' in entry ? [{ name, key, parts, ...entry }] : [])),
);

test.each(changes)('$name: $key is computed by $by: another value changes an answer at $at', async (one) => {
  const [country = '', part] = one.at.split('-');
  const law = await freshLaw();
  const before = answers(law, country, part ?? null);
  const other = await freshLaw();
  const statute = other.statuteOf(country);
  if (!statute) throw new Error(`no law of ${country}`);
  for (const target of one.parts(statute).filter(isObject)) if (one.key in target) Reflect.set(target, one.key, one.to);
  expect(answers(other, country, part ?? null)).not.toBe(before);
});

test('the region of a country and the groups of the file agree, and so do the two ways to name the event', () => {
  for (const [code, record] of Object.entries(file.countries)) {
    expect(file.groups.EU.includes(code)).toBe(record.region === 'EU');
    expect(file.groups.EEA.includes(code)).toBe(record.region !== 'other');
    const events: (string | null)[] = Object.values(record.countedFromByOrderShape ?? { none: null });
    expect(events).toContain(record.countedFrom);
  }
});
