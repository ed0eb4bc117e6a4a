/** The kinds of row that the stand-in remembers. */
export type RowKind =
  | 'charge'
  | 'checkout_session'
  | 'customer'
  | 'customer_balance'
  | 'delivery'
  | 'dispute'
  | 'event'
  | 'idempotency'
  | 'payment_intent'
  | 'refund'
  | 'setting'
  | 'task'
  | 'tax_calculation'
  | 'tax_transaction'
  | 'warning';

export interface ListOptions {
  /** Only rows of this parent: refunds and charges of a payment, events of a type. */
  parent?: string | undefined;
  /** Only rows that came before this one. */
  before?: string | undefined;
  /** Only rows that came after this one. */
  after?: string | undefined;
  /** Newest first unless said. */
  oldestFirst?: boolean | undefined;
  limit?: number | undefined;
}

/**
 * Where the stand-in keeps its rows: JSON by kind and id, in order of first writing. Synchronous, so that a whole answer is
 * one transaction with nothing in between.
 */
export interface StandInStore {
  read(kind: RowKind, id: string): string | null;
  list(kind: RowKind, options?: ListOptions): string[];
  count(kind: RowKind): number;
  /** A row that exists already keeps its place in the order. */
  write(kind: RowKind, id: string, parent: string, json: string): void;
  remove(kind: RowKind, id: string): void;
  /** All writes of `work` or, when it throws, none; kept for good once this returns. */
  transaction<T>(work: () => T): T;
  close(): void;
}
