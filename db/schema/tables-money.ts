import type { ColumnKit } from './columns.sqlite.ts';
import { workflowColumns } from './workflow-columns.ts';

/** Where money stands and what the provider says of it. Amounts in minor units of the row's currency. */
export function moneyTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, index, uniqueIndex } = kit;

  /** One transfer between two accounts a row: debit and credit are in it, so that the whole always sums to zero. Never changed, by triggers. */
  const ledger = table(
    'ledger',
    {
      id: text('id').primaryKey(),
      /** What caused it, such as `payout:<id>:<version>`: written a second time it is refused. */
      key: text('key').notNull(),
      /** Several transfers of one cause are told apart by it, from 1. */
      leg: integer('leg').notNull(),
      kind: text('kind').notNull(),
      debit: text('debit').notNull(),
      credit: text('credit').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      orderId: text('order_id'),
      returnId: text('return_id'),
      payoutId: text('payout_id'),
      paymentId: text('payment_id'),
      creditId: text('credit_id'),
      at: instant('at').notNull(),
    },
    (t) => [
      uniqueIndex('ledger_key').on(t.key, t.leg),
      index('ledger_order').on(t.orderId),
      index('ledger_return').on(t.returnId),
      index('ledger_payment').on(t.paymentId),
      index('ledger_credit').on(t.creditId),
      index('ledger_at').on(t.at, t.id),
    ],
  );

  /** What was last read of a payment at the provider: a copy for pages and checks, never the truth. */
  const paymentFacts = table('payment_facts', {
    paymentId: text('payment_id').primaryKey(),
    /** `card`, `ideal` …, as the provider calls it; null: it did not say. */
    method: text('method'),
    currency: text('currency').notNull(),
    captured: amount('captured').notNull(),
    refundable: amount('refundable').notNull(),
    disputed: flag('disputed').notNull(),
    paidAt: instant('paid_at'),
    /** When the way of payment takes no refunds any more; null: no end is known. */
    refundUntil: instant('refund_until'),
    readAt: instant('read_at').notNull(),
  });

  /** One call at a time for each payment: held for the length of a call, and over by itself. */
  const paymentLocks = table('payment_locks', {
    paymentRef: text('payment_ref').primaryKey(),
    owner: text('owner').notNull(),
    until: instant('until').notNull(),
  });

  const disputes = table(
    'disputes',
    {
      /** The provider's own id. */
      id: text('id').primaryKey(),
      paymentId: text('payment_id').notNull(),
      orderId: text('order_id').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** The provider's word as it came: new ones come. */
      status: text('status').notNull(),
      reason: text('reason'),
      refundable: flag('refundable').notNull(),
      /** What the bank has taken back at present. */
      withdrawn: amount('withdrawn').notNull(),
      openedAt: instant('opened_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
      closedAt: instant('closed_at'),
      version: integer('version').notNull(),
    },
    (t) => [index('disputes_payment').on(t.paymentId), index('disputes_open').on(t.closedAt, t.openedAt)],
  );

  /** A refund that was not made here: at the provider's dashboard, or by the shop's own system. */
  const externalRefunds = table(
    'external_refunds',
    {
      id: text('id').primaryKey(),
      paymentId: text('payment_id').notNull(),
      orderId: text('order_id').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      status: text('status').notNull(),
      failure: text('failure'),
      reference: text('reference'),
      /** By the provider's clock. */
      madeAt: instant('made_at').notNull(),
      seenAt: instant('seen_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
      version: integer('version').notNull(),
    },
    (t) => [
      index('external_refunds_payment').on(t.paymentId),
      index('external_refunds_order').on(t.orderId),
      index('external_refunds_made').on(t.madeAt, t.id),
    ],
  );

  /** The reversal of a tax transaction for a refund, and what undid it when the refund failed later. */
  const taxReversals = table(
    'tax_reversals',
    {
      id: text('id').primaryKey(),
      payoutId: text('payout_id').notNull(),
      attempt: integer('attempt').notNull(),
      undo: flag('undo').notNull(),
      /** The unique name under which the provider knows it. */
      reference: text('reference').notNull(),
      /** The provider's id once it is made. */
      ref: text('ref'),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      failure: text('failure'),
      at: instant('at').notNull(),
    },
    (t) => [uniqueIndex('tax_reversals_reference').on(t.reference), index('tax_reversals_payout').on(t.payoutId)],
  );

  /** Whether the provider answers: shared by all workers. */
  const providerHealth = table('provider_health', {
    provider: text('provider').primaryKey(),
    /** closed, open or half-open. */
    state: text('state').notNull(),
    failures: integer('failures').notNull(),
    /** Why it opened, in a code. */
    cause: text('cause'),
    openedAt: instant('opened_at'),
    retryAt: instant('retry_at'),
    updatedAt: instant('updated_at').notNull(),
  });

  /** How far something was read at the provider. */
  const providerCursors = table('provider_cursors', {
    name: text('name').primaryKey(),
    value: text('value'),
    at: instant('at').notNull(),
  });

  /** Store credit: what is on it stands in the ledger. The code is kept sealed, and looked up by its hash. */
  const credits = table(
    'credits',
    {
      id: text('id').primaryKey(),
      codeHash: text('code_hash').notNull(),
      codeSealed: text('code_sealed').notNull(),
      /** The last four symbols, for people. */
      codeHint: text('code_hint').notNull(),
      orderId: text('order_id'),
      returnId: text('return_id'),
      /** The payout that it settles; null: a goodwill. */
      payoutId: text('payout_id'),
      country: text('country').notNull(),
      currency: text('currency').notNull(),
      amount: amount('amount').notNull(),
      bonus: amount('bonus').notNull(),
      issuedAt: instant('issued_at').notNull(),
      /** The first instant at which it is worth nothing; null: never. */
      expiresAt: instant('expires_at'),
      /** The article by which it may end, or may not. */
      expiryRule: text('expiry_rule').notNull(),
      closedAt: instant('closed_at'),
      version: integer('version').notNull(),
    },
    (t) => [
      uniqueIndex('credits_code').on(t.codeHash),
      uniqueIndex('credits_payout').on(t.payoutId),
      index('credits_return').on(t.returnId),
      index('credits_expiry').on(t.closedAt, t.expiresAt),
    ],
  );

  /** What the shop took from a credit, or gave back to it; each of its requests once. */
  const creditRedemptions = table(
    'credit_redemptions',
    {
      id: text('id').primaryKey(),
      creditId: text('credit_id')
        .notNull()
        .references(() => credits.id),
      /** The shop's own name of the request. */
      requestKey: text('request_key').notNull(),
      /** What was asked under that name: another body is refused. */
      requestHash: text('request_hash').notNull(),
      kind: text('kind').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** The shop's order that it paid for. */
      orderRef: text('order_ref'),
      /** For money given back: the redemption that it takes back. */
      reverses: text('reverses'),
      at: instant('at').notNull(),
    },
    (t) => [uniqueIndex('credit_redemptions_key').on(t.requestKey), index('credit_redemptions_credit').on(t.creditId)],
  );

  /** Money sent by bank transfer, made by a person and confirmed by a second one. The account is sealed, and erased afterwards. */
  const bankTransfers = table(
    'bank_transfers',
    {
      ...workflowColumns(kit),
      returnId: text('return_id').notNull(),
      payoutId: text('payout_id').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** Name and account, sealed; null once erased. */
      accountSealed: text('account_sealed'),
      accountMask: text('account_mask').notNull(),
      /** Of payout, amount, currency and account: what the second person confirms. */
      contentHash: text('content_hash').notNull(),
      erasedAt: instant('erased_at'),
    },
    (t) => [
      uniqueIndex('bank_transfers_payout').on(t.payoutId),
      index('bank_transfers_state').on(t.state, t.createdAt),
      index('bank_transfers_return').on(t.returnId),
    ],
  );

  return {
    ledger,
    paymentFacts,
    paymentLocks,
    disputes,
    externalRefunds,
    taxReversals,
    providerHealth,
    providerCursors,
    credits,
    creditRedemptions,
    bankTransfers,
  };
}
