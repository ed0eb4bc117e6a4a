import { DatabaseError, databaseError } from './errors.ts';

/**
 * What the queries of one transaction pass through. After a failed one nothing passes any more, and after the end neither: PostgreSQL
 * behaves like this by itself, SQLite would go on and, once the transaction has ended, write into somebody else's.
 */
export class Gate {
  #open = true;
  #failure: { error: unknown } | undefined;

  async pass<T>(query: () => T | Promise<T>): Promise<T> {
    if (!this.#open) throw new DatabaseError('fault', 'fault: a query after its transaction has ended');
    if (this.#failure) throw this.#failure.error;
    try {
      return await query();
    } catch (error) {
      this.#failure ??= { error: databaseError(error) };
      throw error;
    }
  }

  /** Before the commit. Throws what the first failed query threw, should the work have caught it. */
  end(): void {
    this.close();
    if (this.#failure) throw this.#failure.error;
  }

  close(): void {
    this.#open = false;
  }
}
