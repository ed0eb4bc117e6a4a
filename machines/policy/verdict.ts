import { z } from 'zod';
import { MoneySchema } from '#machines/money.ts';
import { LineTermsSchema } from '#machines/policy/line-terms.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';

/** The end of a period: its last local day, and the first instant after it. */
export const UntilSchema = z.strictObject({ lastDay: z.iso.date(), endExclusive: z.iso.datetime() });
export type Until = z.infer<typeof UntilSchema>;

const Scalar = z.union([z.string().max(300), z.number(), z.boolean(), z.null()]);

/** One thing that would have changed an answer: its code and the figures that go with it. */
export const CounterfactualSchema = z.strictObject({
  code: z.string().max(80),
  inputs: z.record(z.string().max(60), Scalar),
});
export type Counterfactual = z.infer<typeof CounterfactualSchema>;

/**
 * What one rule said. `scope` tells what it speaks about: `line` the line itself, `law` the statutory right, `policy` the merchant's promise.
 * `until` is set by window rules only; null on an `allow`: no end is known.
 */
export const RuleVerdictSchema = z.strictObject({
  rule: z.string().max(60),
  scope: z.enum(['line', 'law', 'policy']),
  outcome: z.enum(['allow', 'refuse', 'review', 'none']),
  code: z.string().max(80),
  policyVersionId: z.string().max(100).nullable(),
  until: UntilSchema.nullable(),
  inputs: z.record(z.string().max(60), Scalar),
  /** For a rule of the merchant: its id and name, and the topic it speaks about. */
  merchant: z
    .strictObject({ id: z.string().max(40), name: z.string().max(80), topic: z.enum(TOPICS).nullable() })
    .nullable()
    .default(null),
  /** The merchant's rule that had decided this topic before; this one matched and gave way. */
  gaveWayTo: z.string().max(40).nullable().default(null),
  wouldChange: z.array(CounterfactualSchema).max(20).default([]),
});
export type RuleVerdict = z.infer<typeof RuleVerdictSchema>;

/** Who bears the way back when the customer merely changed their mind, and on whose word. */
export const ReturnCostSchema = z.discriminatedUnion('payer', [
  z.strictObject({
    payer: z.literal('merchant'),
    basis: z.enum(['law', 'policy']),
    policyVersionId: z.string(),
    /** The merchant's rule that says so; null: the terms of the country, or the law. */
    rule: z.string().max(40).nullable().default(null),
  }),
  z.strictObject({
    payer: z.literal('customer'),
    basis: z.literal('policy'),
    labelFee: MoneySchema.nullable(),
    policyVersionId: z.string(),
    rule: z.string().max(40).nullable().default(null),
  }),
]);
export type ReturnCost = z.infer<typeof ReturnCostSchema>;

/** Whether a change of mind over the whole order brings outbound shipping back, and on whose word. */
export const OutboundShippingSchema = z.strictObject({
  refunded: z.boolean(),
  basis: z.enum(['law', 'policy', 'none']),
  rule: z.string().max(40).nullable().default(null),
});

/**
 * How long the seller answers for faults. `open`: no end can be named, because delivery is not known or the law names no fixed term; staff judge.
 * `none`: no statutory term is known for the country.
 */
export const FaultyUntilSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('until'), lastDay: z.iso.date(), endExclusive: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('open'), why: z.enum(['delivery-unknown', 'no-fixed-term']) }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type FaultyUntil = z.infer<typeof FaultyUntilSchema>;

const common = {
  lineId: z.string(),
  decidedAt: z.iso.datetime(),
  /** The version whose window decided; at a statutory window, the version it was weighed against. */
  policyVersionId: z.string(),
  quantityLeft: z.int().min(0),
  receipts: z.array(RuleVerdictSchema).max(3000),
  returnCost: ReturnCostSchema,
  outboundShipping: OutboundShippingSchema,
  faultyUntil: FaultyUntilSchema,
  terms: LineTermsSchema,
  /** Until when each resolution can be asked for; without an entry: as the line itself. */
  resolutions: z.partialRecord(
    z.enum(RESOLUTIONS),
    z.strictObject({
      open: z.boolean(),
      until: UntilSchema.nullable(),
      basis: z.enum(['law', 'policy']),
      /** Why it is not open; null where it is. */
      code: z.string().max(80).nullable(),
    }),
  ),
};

export const ReturnableVerdictSchema = z.strictObject({
  outcome: z.literal('returnable'),
  ...common,
  /** null: no end is known, the window has not ended. */
  until: UntilSchema.nullable(),
  basis: z.enum(['law', 'policy']),
  /** Whether the statutory right can be used at the time of the decision. */
  withinLaw: z.boolean(),
  /** Statutory exceptions that only show when the goods are back, such as a broken seal. */
  conditions: z.array(z.string().max(60)).max(30),
});

export const RefusedVerdictSchema = z.strictObject({
  outcome: z.literal('refused'),
  ...common,
  code: z.string().max(80),
  /** Last day of the window that closed last; null when no window was the reason. */
  endedOn: z.iso.date().nullable(),
});

/** The decision on one order line, as it is stored and shown. Codes and dates only; the words are made elsewhere. */
export const LineVerdictSchema = z.discriminatedUnion('outcome', [ReturnableVerdictSchema, RefusedVerdictSchema]);
export type LineVerdict = z.infer<typeof LineVerdictSchema>;
