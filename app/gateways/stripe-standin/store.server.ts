/** The kinds of row that the stand-in remembers. */
export type RowKind = 'payment_intent' | 'charge' | 'refund' | 'event' | 'idempotency' | 'delivery' | 'task';

export interface ListOptions {
  /** Only rows of this parent: refunds and charges of a payment, events of a type. */
  parent?: string | undefined;
  /** Only rows that came before this one. */
  before?: string | undefined;
  limit?: number | undefined;
}

/**
 * Where the stand-in keeps its rows: JSON by kind and id, in order of first writing. Synchronous, so that a whole answer is
 * one transaction with nothing in between.
 */
export interface StandInStore {
  read(kind: RowKind, id: string): string | null;
  /** Newest first. */
  list(kind: RowKind, options?: ListOptions): string[];
  count(kind: RowKind): number;
  /** A row that exists already keeps its place in the order. */
  write(kind: RowKind, id: string, parent: string, json: string): void;
  remove(kind: RowKind, id: string): void;
  /** All writes of `work` or, when it throws, none; kept for good once this returns. */
  transaction<T>(work: () => T): T;
  close(): void;
}
