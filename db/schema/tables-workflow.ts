import { sql } from 'drizzle-orm';
import type { ColumnKit } from './columns.sqlite.ts';
import { workflowColumns } from './workflow-columns.ts';

/** The rows that a machine moves. Each has `state`, `context`, `machine_version` and `version`. */
export function workflowTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, json, index, uniqueIndex } = kit;

  const workflow = () => workflowColumns(kit);

  const returns = table(
    'returns',
    {
      ...workflow(),
      /** Nine symbols, see machines/rma-code.ts. */
      rmaCode: text('rma_code').notNull(),
      orderId: text('order_id').notNull(),
      /** The draft it was sent from: the second press of the button finds the first one's return. */
      draftId: text('draft_id').notNull(),
      locale: text('locale').notNull(),
      timeZone: text('time_zone').notNull(),
      email: text('email').notNull(),
      country: text('country').notNull(),
      currency: text('currency').notNull(),
      resolution: text('resolution').notNull(),
      travel: text('travel').notNull(),
      /** The refund as shown to the customer when it was sent. */
      quote: json('quote').notNull(),
      /** What the desk decided, computed by the same function; null until then. */
      settledQuote: json('settled_quote'),
      total: amount('total').notNull(),
      /** The instant by which the law wants the refund made; null where it sets none. */
      refundDueAt: instant('refund_due_at'),
      /** The queue's order: the legal due date, or a far one where there is none. */
      queueAt: instant('queue_at').notNull(),
      requestedAt: instant('requested_at').notNull(),
      receivedAt: instant('received_at'),
      decidedAt: instant('decided_at'),
      closedAt: instant('closed_at'),
      /** The statement of withdrawal that it came from; null: an ordinary return. */
      withdrawalId: text('withdrawal_id'),
      /** What the quotes were computed from, to compute them again; null in rows from before they were kept. */
      quoteInput: json('quote_input'),
      settledQuoteInput: json('settled_quote_input'),
      /** Who of the desk has taken it; null: nobody. */
      assignedTo: text('assigned_to'),
      /** A rule of the merchant's wants a person to decide on a line of it. */
      review: flag('review').notNull().default(false),
      /** Its parcel is here, and something in it was not counted yet. */
      uninspected: flag('uninspected').notNull().default(false),
      /** The reasons of its lines, each between two spaces. */
      reasons: text('reasons').notNull().default(''),
    },
    (t) => [
      uniqueIndex('returns_rma_code').on(t.rmaCode),
      uniqueIndex('returns_draft').on(t.draftId),
      index('returns_order').on(t.orderId),
      // What the desk filters by stands in the index too: a long list is sifted without reading its rows.
      index('returns_queue').on(
        t.state,
        t.queueAt,
        t.id,
        t.country,
        t.currency,
        t.total,
        t.resolution,
        t.requestedAt,
        t.assignedTo,
        t.reasons,
      ),
      index('returns_due').on(t.state, t.queueAt, t.id).where(sql`refund_due_at is not null and closed_at is null`),
      index('returns_assigned')
        .on(t.assignedTo, t.state, t.queueAt, t.id)
        .where(sql`assigned_to is not null and closed_at is null`),
      index('returns_review').on(t.state, t.queueAt, t.id).where(sql`review and closed_at is null`),
      index('returns_uninspected').on(t.state, t.queueAt, t.id).where(sql`uninspected and closed_at is null`),
      index('returns_received').on(t.receivedAt, t.id),
      index('returns_email').on(t.email, t.requestedAt),
      index('returns_requested').on(t.requestedAt, t.id),
    ],
  );

  const returnLines = table(
    'return_lines',
    {
      ...workflow(),
      returnId: text('return_id')
        .notNull()
        .references(() => returns.id),
      orderLineId: text('order_line_id').notNull(),
      position: integer('position').notNull(),
      quantity: integer('quantity').notNull(),
      reason: text('reason').notNull(),
      comment: text('comment'),
      /** What the customer said of the seal of goods sold sealed; null where it was not asked. */
      seal: text('seal'),
      /** The verdict and its receipts, frozen when the return was sent. */
      verdict: json('verdict').notNull(),
      policyVersionId: text('policy_version_id').notNull(),
      /** Facts, versions and instant of the verdict, to make it again; null in rows from before they were kept. */
      verdictBasis: json('verdict_basis'),
      /** The verdict at the desk's decision, with the grade of the dock, and its basis; null until then. */
      settledVerdict: json('settled_verdict'),
      settledVerdictBasis: json('settled_verdict_basis'),
    },
    (t) => [
      uniqueIndex('return_lines_position').on(t.returnId, t.position),
      index('return_lines_order_line').on(t.orderLineId),
    ],
  );

  const parcels = table(
    'parcels',
    {
      ...workflow(),
      returnId: text('return_id')
        .notNull()
        .references(() => returns.id),
      position: integer('position').notNull(),
    },
    (t) => [uniqueIndex('parcels_position').on(t.returnId, t.position)],
  );

  const payouts = table(
    'payouts',
    {
      ...workflow(),
      returnId: text('return_id')
        .notNull()
        .references(() => returns.id),
      paymentId: text('payment_id').notNull(),
      position: integer('position').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** The provider's refund, once it is known. */
      refundRef: text('refund_ref'),
      /** Back to the payment, as store credit, or by bank transfer. */
      way: text('way').notNull().default('payment'),
      /** The payout that came to nothing and whose debt this one took over. */
      replaces: text('replaces'),
    },
    (t) => [
      uniqueIndex('payouts_replaces').on(t.replaces),
      uniqueIndex('payouts_position').on(t.returnId, t.position),
      index('payouts_payment').on(t.paymentId),
      uniqueIndex('payouts_refund_ref').on(t.refundRef),
      index('payouts_state').on(t.state, t.updatedAt),
    ],
  );

  /** Every step, in the transaction that made it: replaying them gives the row. */
  const workflowEvents = table(
    'workflow_events',
    {
      id: text('id').primaryKey(),
      subjectKind: text('subject_kind').notNull(),
      subjectId: text('subject_id').notNull(),
      returnId: text('return_id').notNull(),
      /** The subject's version after the step; 1 is the start. */
      version: integer('version').notNull(),
      type: text('type').notNull(),
      event: json('event').notNull(),
      state: text('state').notNull(),
      actor: text('actor').notNull(),
      at: instant('at').notNull(),
    },
    (t) => [
      uniqueIndex('workflow_events_version').on(t.subjectKind, t.subjectId, t.version),
      index('workflow_events_return').on(t.returnId, t.at),
    ],
  );

  /** A statement of withdrawal from a contract, as it was submitted: never changed afterwards, never dropped. */
  const withdrawals = table(
    'withdrawals',
    {
      ...workflow(),
      /** The case code for people, as an RMA code. */
      caseCode: text('case_code').notNull(),
      /** Hash of the secret in the address of the receipt. */
      accessHash: text('access_hash').notNull(),
      /** Made with the form: pressing the button twice is one statement. */
      submissionKey: text('submission_key').notNull(),
      name: text('name').notNull(),
      /** The contract as it was typed. */
      contract: text('contract').notNull(),
      numberKey: text('number_key'),
      /** Where the acknowledgement goes. */
      email: text('email').notNull(),
      emailKey: text('email_key').notNull(),
      /** All of the order, lines of it, or the customer's own words. */
      scope: json('scope').notNull(),
      /** Under which law the button stood there: eu or ar. */
      button: text('button').notNull(),
      locale: text('locale').notNull(),
      timeZone: text('time_zone').notNull(),
      submittedAt: instant('submitted_at').notNull(),
      orderId: text('order_id'),
      returnId: text('return_id'),
      /** After the last moment of the right; null while no order is known. */
      late: flag('late'),
      /** What the law said at that moment: the end, the basis and its steps. */
      right: json('right'),
      /** The earlier statement that this one repeats. */
      repeatOf: text('repeat_of'),
    },
    (t) => [
      uniqueIndex('withdrawals_case_code').on(t.caseCode),
      uniqueIndex('withdrawals_access').on(t.accessHash),
      uniqueIndex('withdrawals_submission').on(t.submissionKey),
      index('withdrawals_order').on(t.orderId),
      index('withdrawals_contract').on(t.numberKey, t.emailKey),
      index('withdrawals_state').on(t.state, t.submittedAt),
    ],
  );

  return { withdrawals, returns, returnLines, parcels, payouts, workflowEvents };
}
