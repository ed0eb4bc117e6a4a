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
  'credit-issued',
  'credit-expiring',
  'transfer-account',
  'transfer-sent',
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
  /** End a refund that waits for the customer's bank details. */
  z.strictObject({ kind: z.literal('refund-cancel'), payoutId: id, attempt: z.int().min(1) }),
  /** Let go of a payment that was authorised and never captured: there is nothing to refund. `by`: who asked for it. */
  z.strictObject({ kind: z.literal('payment-cancel'), payoutId: id, attempt: z.int().min(1), by: id }),
  /** A provider's event named this dispute: read it again at the source. */
  z.strictObject({ kind: z.literal('dispute-event'), disputeRef: z.string().min(1).max(255) }),
  /** A provider's event named this payment: read what became of it again at the source. */
  z.strictObject({ kind: z.literal('charge-event'), paymentRef: z.string().min(1).max(255) }),
  /** Reverse the tax of what went back, or undo that because the money came back. */
  z.strictObject({ kind: z.literal('tax-reversal'), payoutId: id, attempt: z.int().min(1), undo: z.boolean() }),
  /** Pay a debt with store credit. */
  z.strictObject({ kind: z.literal('credit-issue'), payoutId: id }),
  /** A debt is to be paid by bank transfer: tell those who make it. */
  z.strictObject({ kind: z.literal('transfer-asked'), payoutId: id }),
  /** Compare the provider's list with the ledger. */
  z.strictObject({ kind: z.literal('reconcile'), runId: id }),
  z.strictObject({ kind: z.literal('mail'), mail: z.enum(MAIL_KINDS), returnId: id }),
  /** A message of the desk to the customer of a return; its words stand in its row. */
  z.strictObject({ kind: z.literal('message-mail'), messageId: id }),
  /** The one-time code of a guest; the code itself stands in the access request's mail secret, never here. */
  z.strictObject({
    kind: z.literal('code-mail'),
    accessRequestId: id,
    sealedCode: z.string().max(512),
    locale: z.string().max(16),
  }),
  /** The link of an invitation to work here; it stands sealed here and nowhere else. */
  z.strictObject({ kind: z.literal('invitation-mail'), invitationId: id, sealedToken: z.string().max(512) }),
  /** Draw or buy the label of a parcel. */
  z.strictObject({ kind: z.literal('label'), parcelId: id, returnId: id }),
  /** Look for the order of a statement of withdrawal, and make a return of it. */
  z.strictObject({ kind: z.literal('withdrawal-join'), withdrawalId: id }),
  /** Acknowledge a statement of withdrawal, or answer it, at the address that it names. */
  z.strictObject({ kind: z.literal('withdrawal-mail'), mail: z.enum(WITHDRAWAL_MAILS), withdrawalId: id }),
  /** Decide many returns that a person confirmed together. */
  z.strictObject({ kind: z.literal('bulk-decide'), bulkId: id }),
]);
export type Effect = z.infer<typeof effectSchema>;

/** Asks for an event at a later instant; kept as a row, and turned into the event by the sweeper. */
export const deadlineRequestSchema = z.strictObject({
  kind: z.literal('deadline'),
  event: z.enum(['remind', 'check', 'erase']),
  /** Seconds from the step that asks. */
  afterSeconds: z.int().min(0),
});
export type DeadlineRequest = z.infer<typeof deadlineRequestSchema>;

/** What a machine's one action may carry. */
export type Consequence = Effect | DeadlineRequest;
