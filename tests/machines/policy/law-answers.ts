import { vi } from 'vitest';

/** The modules that compute the law, loaded anew so that nothing is remembered of an earlier table. */
export async function freshLaw() {
  vi.resetModules();
  const [
    statutory,
    deadline,
    refund,
    withdrawal,
    guarantee,
    law,
    time,
    postage,
    fee,
    value,
    zone,
    right,
    traits,
    verdict,
  ] = await Promise.all([
    import('#machines/policy/statutory.ts'),
    import('#machines/policy/deadline.ts'),
    import('#machines/policy/refund-deadline.ts'),
    import('#machines/policy/withdrawal-function.ts'),
    import('#machines/policy/guarantee.ts'),
    import('#machines/policy/law-of.ts'),
    import('#machines/policy/in-time.ts'),
    import('#machines/policy/return-postage.ts'),
    import('#machines/policy/cancellation-fee.ts'),
    import('#machines/policy/diminished-value.ts'),
    import('#machines/policy/zone.ts'),
    import('#machines/policy/withdrawal-right.ts'),
    import('#machines/policy/rules/exception-traits.ts'),
    import('#machines/policy/evaluate.ts'),
  ]);
  const all = { ...statutory, ...deadline, ...refund, ...withdrawal, ...guarantee, ...law, ...time, ...postage };
  return { ...all, ...fee, ...value, ...zone, ...right, ...traits, ...verdict };
}
export type Law = Awaited<ReturnType<typeof freshLaw>>;

const at = (text: string) => Temporal.Instant.from(text);
const SHAPES = ['single', 'multiItem', 'multiPiece', 'subscription'] as const;
/** Days on which something happens in one of the countries: weekends, holidays of a country or a region, an ordinary day. */
const DELIVERIES = ['2026-09-05T12:00:00Z', '2026-09-06T12:00:00Z', '2026-12-11T12:00:00Z', '2026-12-23T12:00:00Z'];
const FRIDAY = '2026-09-04T12:00:00Z';

/** Everything that the law answers about a place, as one text. */
export function answers(law: Law, country: string, subdivision: string | null): string {
  return JSON.stringify([
    deadlines(law, country, subdivision),
    refunds(law, country, subdivision),
    money(law, country, subdivision),
    guarantees(law, country),
    law.withdrawalFunctionOf(country),
    law.timeZoneOf(country, subdivision),
    law.timeZoneOf(country, 'CN'),
    law.exceptionsAt(country, subdivision),
    [0, 7].map((days) => law.policyMustBeShown(country, subdivision, days)),
    verdicts(law, country, subdivision),
  ]);
}

function deadlines(law: Law, country: string, subdivision: string | null) {
  const told = [
    { informed: true, informedAt: null },
    { informed: false, informedAt: null },
    { informed: false, informedAt: at('2027-01-20T12:00:00Z') },
  ];
  const base = { country, subdivision, undeliveredRemain: false, timeZone: null };
  return [...DELIVERIES, FRIDAY].flatMap((day) =>
    SHAPES.flatMap((orderShape) =>
      told.map((information) => {
        const deliveredAt = [at(day), at(day).add({ hours: 240 })];
        const result = law.legalDeadline({ ...base, ...information, orderShape, deliveredAt });
        const late = { sentAt: at('2026-09-20T12:00:00Z'), receivedAt: at('2030-09-20T12:00:00Z') };
        return [result, law.inTime(country, late, result)];
      }),
    ),
  );
}

function refunds(law: Law, country: string, subdivision: string | null) {
  const base = { country, subdivision, noticeAt: at('2026-09-05T12:00:00Z') };
  const goods = at('2026-10-08T12:00:00Z');
  const proof = at('2026-09-25T12:00:00Z');
  const none = { goodsReceivedAt: null, proofOfDispatchAt: null };
  return [true, false].flatMap((informed) => [
    law.refundDeadline({ ...base, ...none, informed }),
    law.refundDeadline({ ...base, goodsReceivedAt: goods, proofOfDispatchAt: null, informed }),
    law.refundDeadline({ ...base, goodsReceivedAt: null, proofOfDispatchAt: proof, informed }),
    law.refundDeadline({ ...base, ...none, informed, merchantCollects: true }),
    law.dispatchDeadline({ ...base, informed }),
  ]);
}

function money(law: Law, country: string, subdivision: string | null) {
  return [true, false].flatMap((informed) => [
    law.returnPostage(country, subdivision, { informed }),
    law.deductibleGrades(country, subdivision, { informed }),
    law.cancellationFeeOf(country, informed ? 'customer' : 'merchant'),
  ]);
}

function guarantees(law: Law, country: string) {
  const base = { country, timeZone: 'UTC', deliveredAt: at('2026-09-05T12:00:00Z') };
  return [
    ...[null, at('2026-07-01T12:00:00Z'), at('2026-12-01T12:00:00Z')].flatMap((repairedAt) =>
      [true, false].map((durable) => law.guaranteeOf({ ...base, durable, repairedAt })),
    ),
    law.rejectionRefundDue(country, 'UTC', at('2026-09-05T12:00:00Z')),
    law.remedyShippingPayer(country),
  ];
}

function verdicts(law: Law, country: string, subdivision: string | null) {
  const deliveredAt = at('2026-09-05T12:00:00Z');
  const terms = {
    windowDays: 0,
    windowFrom: 'delivery' as const,
    returnCost: { payer: 'customer' as const, labelFee: null },
    refundOutboundShipping: false,
    finalSaleReturnable: false,
  };
  const document = {
    schemaVersion: 2 as const,
    default: terms,
    countries: {},
    markets: {},
    warehouses: {},
    seasons: [],
    rules: [],
  };
  const version = { id: 'v1', number: 1, effectiveFrom: at('2026-01-01T00:00:00Z'), document };
  const order = {
    placedAt: at('2026-09-01T12:00:00Z'),
    country,
    subdivision,
    currency: 'EUR',
    timeZone: null,
    cancelledAt: null,
    shape: 'single' as const,
  };
  const line = { id: 'l', quantity: 1, alreadyReturned: 0, traits: [], requiresShipping: true, deliveredAt };
  const facts = { order, line: { ...line, allDeliveredAt: [deliveredAt] } };
  const verdict = law.evaluateLine(facts, { atPurchase: version, current: version }, at('2026-09-07T12:00:00Z'));
  return [verdict.outcome, verdict.outboundShipping, verdict.returnCost, verdict.faultyUntil];
}
