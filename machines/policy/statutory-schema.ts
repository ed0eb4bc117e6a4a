import { z } from 'zod';

const DayKind = z.enum(['calendar', 'business']);
const EventName = z.enum(['delivery', 'lastItemDelivery', 'lastPieceDelivery', 'firstDelivery']);
export const NonWorkingKindSchema = z.enum(['friday', 'saturday', 'sunday', 'publicHoliday']);
const Days = z.int().min(0).max(3650).nullable();
const Months = z.int().min(1).max(240).nullable();
const Payer = z.enum(['consumer_unless_merchant_offers', 'merchant', 'unspecified']);
const Text = z.string().min(1).max(2000);

const InformationFailure = z.strictObject({
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
  text: Text,
});

const FaultyGoods = z.strictObject({
  guaranteeMonths: Months,
  guaranteeKind: z
    .enum(['fixed', 'reasonableLifetime', 'limitationPeriod', 'impliedWarranty', 'noticeAfterDiscovery', 'mixed'])
    .nullable(),
  guaranteeMonthsDurable: Months,
  burdenOfProofMonths: Months,
  shortTermRejectDays: Days,
  limitationMonths: Months,
  extensionAfterRepairMonths: Months,
  extensionAfterRepairFrom: z.iso.date().nullable(),
  remedyShippingPaidBy: z.literal('merchant').nullable(),
  refundDaysAfterRejection: Days,
  notes: Text.nullable(),
});

const CancellationFee = z.strictObject({
  percent: z.number().min(0).max(100),
  /** In whole units of the currency, as the law puts it. */
  maxAmount: z.number().min(0).max(1_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  rule: z.literal('lower_of'),
  notIfFaulty: z.boolean(),
});

const origin = { basis: Text, source: Text.nullable(), confidence: z.enum(['verified', 'knowledge']) };
const subdivisionCode = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);

/** A law of a state or province where the country itself has none: its policy must be shown, or its contract terms and copy given. */
const Subdivision = z.discriminatedUnion('rule', [
  z.strictObject({
    code: subdivisionCode,
    rule: z.literal('posted_policy'),
    defaultRefundDaysIfNotPosted: z.int().min(1).max(365),
    policyFloorDays: Days,
    ...origin,
    notes: Text.nullable(),
  }),
  z.strictObject({
    code: subdivisionCode,
    rule: z.literal('disclosure_failure'),
    cancelDaysAfterCopy: z.int().min(1).max(365),
    cancelDaysIfNoCopy: z.int().min(1).max(365),
    refundDays: z.int().min(0).max(365),
    returnDays: z.int().min(1).max(365),
    returnPostagePaidBy: Payer,
    ...origin,
    notes: Text.nullable(),
  }),
]);

/** A country's record, every key of it: an unknown key is a law that nothing would apply, so it stops the program. */
const CountryStatute = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{2}$/),
    name: Text,
    region: z.enum(['EU', 'EEA', 'other']),
    hasStatutoryRight: z.boolean(),
    withdrawalDays: z.int().min(1).max(365).nullable(),
    dayKind: DayKind.nullable(),
    countedFrom: EventName.nullable(),
    countedFromByOrderShape: z
      .strictObject({ single: EventName, multiItem: EventName, multiPiece: EventName, subscription: EventName })
      .nullable(),
    excludesEventDay: z.boolean().nullable(),
    extendsOverNonWorkingDays: z.boolean().nullable(),
    extendsOver: z.array(NonWorkingKindSchema),
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
    returnPostagePaidBy: Payer.nullable(),
    merchantPaysReturnIfNotInformed: z.boolean().nullable(),
    diminishedValue: z
      .enum(['beyond_necessary_handling', 'goods_must_be_intact', 'none_for_agreed_or_natural_use', 'unspecified'])
      .nullable(),
    cancellationFee: CancellationFee.nullable(),
    exceptions: z.array(z.string()),
    faultyGoods: FaultyGoods,
    withdrawalFunctionRequired: z.boolean(),
    withdrawalFunctionFrom: z.iso.date().nullable(),
    withdrawalFunctionBasis: Text.nullable(),
    withdrawalFunctionLanguages: z.array(z.string().regex(/^[a-z]{2}$/)),
    withdrawalFunctionStatus: Text.nullable(),
    timeZone: z.string(),
    multipleTimeZones: z.boolean(),
    basis: Text,
    basisConfidence: z.enum(['verified', 'knowledge']),
    source: Text.nullable(),
    confidence: z.enum(['verified', 'knowledge']),
    verifiedFields: z.record(z.string(), Text),
    subdivisions: z.array(Subdivision).nullable(),
    notes: Text.nullable(),
  })
  .refine(
    (c) =>
      !c.hasStatutoryRight || (c.withdrawalDays !== null && c.dayKind !== null && c.countedFromByOrderShape !== null),
    'a right needs its length, kind of day and start',
  );

const Label = z.looseObject({ withdraw: Text, confirm: Text });

export const StatutoryFileSchema = z.looseObject({
  schemaVersion: z.literal('1.0.0'),
  asOf: z.iso.date(),
  disclaimer: z.string(),
  groups: z.looseObject({ EU: z.array(z.string()), EEA: z.array(z.string()) }),
  exceptions: z.record(
    z.string(),
    z.looseObject({
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
  withdrawalFunction: z.looseObject({ appliesFrom: z.iso.date(), labels: z.record(z.string(), Label) }),
  countries: z.record(z.string(), CountryStatute),
});

export type CountryStatute = z.infer<typeof CountryStatute>;
export type SubdivisionStatute = z.infer<typeof Subdivision>;
export type NonWorkingKind = z.infer<typeof NonWorkingKindSchema>;
export type StatutoryException = z.infer<typeof StatutoryFileSchema>['exceptions'][string];
