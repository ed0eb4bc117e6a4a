import { lockOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { giveReturn } from '../give-return.server.ts';
import { commit } from '../unit-of-work.server.ts';

/**
 * Makes a return a person's own. Whoever had it before is told. Taking what is one's own already does nothing.
 */
export async function takeOver(
  deps: ServiceDeps,
  { returnId, staffId }: { readonly returnId: string; readonly staffId: string },
): Promise<Result<object, 'return.not-found'>> {
  return commit(deps, `staff:${staffId}`, async (unit): Promise<Result<object, 'return.not-found'>> => {
    const { tx } = unit;
    const found = await loadReturn(tx, returnId);
    if (!found) return refuse('return.not-found');
    await lockOrder(tx, found.orderId);
    const before = (await loadReturn(tx, returnId))?.assignedTo ?? null;
    await giveReturn(unit, returnId, { from: before, to: staffId });
    return { ok: true };
  });
}
