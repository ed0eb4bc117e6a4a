import * as z from 'zod';
import type { Snapshot } from '../kernel.ts';

const anyContext = z.looseObject({});

/** Version 2 knows three ways to pay, the end of a wait for the customer, and who took a debt over. */
function knowWays(snapshot: Snapshot): Snapshot {
  const added = {
    way: 'payment',
    referenceKind: null,
    reversal: false,
    stopped: false,
    expiresAt: null,
    askedAt: null,
    replacedBy: null,
  };
  const context = { ...anyContext.parse(snapshot.context), ...added };
  return { ...snapshot, context, machineVersion: 2 };
}

/** Steps that lift a stored snapshot by one version; the first lifts version 1 to 2. Never edit a step that has shipped. */
export const payoutMigrations: readonly ((snapshot: Snapshot) => Snapshot)[] = [knowWays];
