import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseError } from './errors.ts';

/**
 * Refuses a transaction inside a transaction. On SQLite the inner one would wait for the outer one for ever, on PostgreSQL it would
 * not see the outer one's rows; either way it is a mistake that should be seen at once, and not as a server that stands still.
 */
export function transactionScope(): { run<T>(work: () => Promise<T>): Promise<T>; refuseInside(): void } {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    run: (work) => {
      const scope = { open: true };
      return current.run(scope, async () => {
        try {
          return await work();
        } finally {
          scope.open = false;
        }
      });
    },
    refuseInside: () => {
      if (current.getStore()?.open) throw new DatabaseError('fault', 'fault: a transaction inside a transaction');
    },
  };
}
