import { z } from 'zod';
import data from './statutory.json' with { type: 'json' };

const DayKind = z.enum(['calendar', 'business']);
const EventName = z.enum(['delivery', 'lastItemDelivery', 'lastPieceDelivery', 'firstDelivery']);
const NonWorkingKind = z.enum(['friday', 'saturday', 'sunday', 'publicHoliday']);
const Days = z.int().min(0).max(3650).nullable();

const InformationFailure = z.object({
  rule: z.enum(['extend', 'startLater', 'cancel']),
  months: z.int().min(1).max(120).nullable(),
  days: Days,
  from: z.enum([
    'endOfInitialPeriod',
    'delivery',
    'informationProvided',
    'disclosureDocument',
    'dayTraderAddressKnown',
    'contract',
  ]),
  ifInformedLaterDays: Days,
});

const FaultyGoods = z.object({
  guaranteeMonths: z.int().min(1).max(120).nullable(),
  guaranteeKind: z
    .enum(['fixed', 'reasonableLifetime', 'limitationPeriod', 'impliedWarranty', 'noticeAfterDiscovery', 'mixed'])
    .nullable(),
  guaranteeMonthsDurable: z.int().min(1).max(240).nullable(),
  limitationMonths: z.int().min(1).max(240).nullable(),
  remedyShippingPaidBy: z.literal('merchant').nullable(),
});

/** The fields of a country that a rule computes with. The file has more (sources, notes); what is not named here is not read. */
const CountryStatuteSchema = z
  .object({
    code: z.string().regex(/^[A-Z]{2}$/),
    name: z.string(),
    region: z.string(),
    hasStatutoryRight: z.boolean(),
    withdrawalDays: z.int().min(1).max(365).nullable(),
    dayKind: DayKind.nullable(),
    countedFromByOrderShape: z
      .strictObject({ single: EventName, multiItem: EventName, multiPiece: EventName, subscription: EventName })
      .nullable(),
    excludesEventDay: z.boolean().nullable(),
    extendsOverNonWorkingDays: z.boolean().nullable(),
    extendsOver: z.array(NonWorkingKind),
    holidayScope: z.enum(['national', 'nationalAndRegional']).nullable(),
    sendingInTimeSuffices: z.boolean().nullable(),
    excludableByMerchant: z.boolean().nullable(),
    informationFailure: InformationFailure.nullable(),
    returnDispatchDays: Days,
    returnDispatchCountedFrom: z.literal('withdrawalNotice').nullable(),
    refundDeadlineDays: Days,
    refundDeadlineDayKind: DayKind.nullable(),
    refundDeadlineCountedFrom: z
      .enum(['withdrawalNotice', 'goodsReceived', 'goodsReceivedOrProofOfDispatch', 'unspecified'])
      .nullable(),
    mayWithholdUntilGoods: z.boolean().nullable(),
    withholdEndsAtEarliestOf: z.array(z.enum(['goodsReceived', 'proofOfDispatch'])),
    refundsOutboundStandardShipping: z.boolean().nullable(),
    returnPostagePaidBy: z.enum(['consumer_unless_merchant_offers', 'merchant', 'unspecified']).nullable(),
    exceptions: z.array(z.string()),
    faultyGoods: FaultyGoods,
    withdrawalFunctionRequired: z.boolean(),
    withdrawalFunctionFrom: z.iso.date().nullable(),
    withdrawalFunctionLanguages: z.array(z.string()),
    timeZone: z.string(),
    multipleTimeZones: z.boolean(),
    basis: z.string(),
    confidence: z.enum(['verified', 'knowledge']),
  })
  .refine(
    (c) =>
      !c.hasStatutoryRight || (c.withdrawalDays !== null && c.dayKind !== null && c.countedFromByOrderShape !== null),
    'a right needs its length, kind of day and start',
  );

const StatutoryFileSchema = z.object({
  schemaVersion: z.literal('1.0.0'),
  asOf: z.iso.date(),
  disclaimer: z.string(),
  groups: z.object({ EU: z.array(z.string()), EEA: z.array(z.string()) }),
  exceptions: z.record(
    z.string(),
    z.object({
      directiveRef: z.string().nullable(),
      trigger: z.enum([
        'intrinsic',
        'after_full_performance',
        'after_unsealing',
        'after_mixing',
        'after_consent_and_start',
        'after_use',
        'after_confirmation_at_purchase',
      ]),
    }),
  ),
  countries: z.record(z.string(), CountryStatuteSchema),
});

export type CountryStatute = z.infer<typeof CountryStatuteSchema>;
export type NonWorkingKind = z.infer<typeof NonWorkingKind>;
export type StatutoryException = z.infer<typeof StatutoryFileSchema>['exceptions'][string];

// Parsed once, when the module is loaded: a broken file stops the program before it decides anything.
const file = StatutoryFileSchema.parse(data);
const statutes: ReadonlyMap<string, CountryStatute> = new Map(Object.entries(file.countries));
const exceptions: ReadonlyMap<string, StatutoryException> = new Map(Object.entries(file.exceptions));
const eea: ReadonlySet<string> = new Set(file.groups.EEA);

/** Day the research was closed, ISO. */
export const STATUTE_AS_OF: string = file.asOf;

/** ISO codes of the countries the file knows, sorted. */
export const STATUTE_COUNTRIES: readonly string[] = [...statutes.keys()].toSorted();

/** The law of a country as far as it is computable; null for a country the file does not know: there only the merchant's policy applies. */
export function statuteOf(country: string): CountryStatute | null {
  return statutes.get(country) ?? null;
}

/** A statutory exception by its identifier, or null. */
export function exceptionOf(id: string): StatutoryException | null {
  return exceptions.get(id) ?? null;
}

/** True where Directive 2011/83/EU applies (EU and EEA), so that its articles can be named beside the national act. */
export function followsDirective(country: string): boolean {
  return eea.has(country);
}
