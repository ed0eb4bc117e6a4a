import * as z from 'zod';

/** The mails that a workflow step may ask for; the words stand in app/i18n/<locale>/mail.json under the same names. */
export const MAIL_KINDS = [
  'return-requested',
  'return-reminder',
  'return-received',
  'return-decided',
  'return-cancelled',
  'refund-sent',
  'refund-failed',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** The mails about a statement of withdrawal; the words stand in app/i18n/withdrawal. */
export const WITHDRAWAL_MAILS = ['received', 'answered'] as const;

const id = z.string().min(1).max(64);

/** Something to be done outside the database: plain data, stored in the transaction that caused it, run later under its own id. */
export const effectSchema = z.discriminatedUnion('kind', [
  /** Give money back: the payout says how much, of which payment. */
  z.strictObject({ kind: z.literal('refund'), payoutId: id, attempt: z.int().min(1) }),
  /** Ask the provider what became of a refund, when no answer or no webhook came. */
  z.strictObject({ kind: z.literal('refund-lookup'), payoutId: id, attempt: z.int().min(1) }),
  /** A provider's event named this refund: read it again at the source and report its present state. */
  z.strictObject({ kind: z.literal('refund-event'), refundRef: z.string().min(1).max(255) }),
  z.strictObject({ kind: z.literal('mail'), mail: z.enum(MAIL_KINDS), returnId: id }),
  /** The one-time code of a guest; the code itself stands in the access request's mail secret, never here. */
  z.strictObject({
    kind: z.literal('code-mail'),
    accessRequestId: id,
    sealedCode: z.string().max(512),
    locale: z.string().max(16),
  }),
  /** Draw or buy the label of a parcel. */
  z.strictObject({ kind: z.literal('label'), parcelId: id, returnId: id }),
  /** Look for the order of a statement of withdrawal, and make a return of it. */
  z.strictObject({ kind: z.literal('withdrawal-join'), withdrawalId: id }),
  /** Acknowledge a statement of withdrawal, or answer it, at the address that it names. */
  z.strictObject({ kind: z.literal('withdrawal-mail'), mail: z.enum(WITHDRAWAL_MAILS), withdrawalId: id }),
]);
export type Effect = z.infer<typeof effectSchema>;

/** Asks for an event at a later instant; kept as a row, and turned into the event by the sweeper. */
export const deadlineRequestSchema = z.strictObject({
  kind: z.literal('deadline'),
  event: z.enum(['remind', 'check']),
  /** Seconds from the step that asks. */
  afterSeconds: z.int().min(0),
});
export type DeadlineRequest = z.infer<typeof deadlineRequestSchema>;

/** What a machine's one action may carry. */
export type Consequence = Effect | DeadlineRequest;
