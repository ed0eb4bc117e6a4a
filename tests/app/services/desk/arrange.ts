import type { ServiceDeps } from '#app/services/deps.ts';
import { proposeBulk } from '#app/services/propose-bulk.server.ts';
import type { Database } from '#db/open.ts';
import { receive, returnOf, type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';

/** Limits of nobody in particular: 500.00 euros. */
export const NO_LIMITS = {};

/** A shop with so many returns that arrived as announced, each of one piece of 20.00. */
export async function arrived(db: Database, count: number): Promise<SentReturn[]> {
  const first = await sendReturn(db, [{ id: 'l1' }]);
  const sent = [first];
  for (let number = 2; number <= count; number += 1) {
    first.shop.pass({ minutes: 1 });
    sent.push(
      await returnOf(first.shop, { id: `o${number}`, number: `#${1000 + number}`, lines: [{ id: `l${number}` }] }),
    );
  }
  for (const one of sent) await receive(one);
  return sent;
}

export const idsOf = (sent: readonly SentReturn[]): string[] => sent.map((one) => one.returnId);

export async function propose(deps: ServiceDeps, returnIds: readonly string[], id = 'bulk-1', staffId = 'desk') {
  const proposed = await proposeBulk(deps, { id, staffId, returnIds });
  if (!proposed.ok) throw new Error(proposed.refusal.code);
  return proposed.id;
}
