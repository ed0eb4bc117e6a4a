import { loadOrder, lockOrder } from '#db/orders.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn, updateReturn } from '#db/returns.ts';
import { can } from '#machines/kernel.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { carrierCode } from '#machines/scan/carrier-code.ts';
import { decideByRules } from './automate-return.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { learnParcelCode } from './learn-parcel-code.server.ts';
import { dutyOf } from './refund-duty.server.ts';
import { commit, move } from './unit-of-work.server.ts';

export type DispatchRefusal = 'return.not-found' | 'dispatch.not-now' | 'dispatch.code-unread';

/**
 * Notes that a proof of dispatch has come. By law it ends the time in which the refund may be held back, so the day by which it is due is
 * found anew (Directive 2011/83/EU art. 13(3)); where a rule of the merchant's refunds with the first scan, it is decided in the same
 * transaction. The carrier's number, where a proof tells it, is what the dock and the search know the parcel by; a second proof changes nothing else.
 * Refuses when nothing is on its way, no parcel, one that has arrived, or one called off, and a number that no carrier writes.
 */
export async function noteDispatch(
  deps: ServiceDeps,
  input: { readonly returnId: string; readonly staffId: string; readonly carrierNumber?: string },
): Promise<Result<{ readonly decided: boolean }, DispatchRefusal>> {
  const typed = input.carrierNumber?.trim() ?? '';
  const code = carrierCode(typed);
  if (typed !== '' && code === null) return refuse('dispatch.code-unread');
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const found = await loadReturn(unit.tx, input.returnId);
    if (!found) return refuse('return.not-found');
    await lockOrder(unit.tx, found.orderId);
    const row = await loadReturn(unit.tx, found.id);
    const parcels = await listParcelsOfReturn(unit.tx, found.id);
    const parcel = parcels.find((one) => can(parcelWorkflow, one, { type: 'dispatched' }));
    if (!row || !parcel) return refuse('dispatch.not-now');
    const moved = await move(unit, parcelWorkflow, parcel, { type: 'dispatched' });
    if (!moved.ok) return refuse('dispatch.not-now');
    if (code) await learnParcelCode(unit, row.id, code);
    if (!moved.changed) return { ok: true, decided: false };
    if (row.decidedAt === null) {
      const subdivision = (await loadOrder(unit.tx, row.orderId))?.subdivision ?? null;
      const lines = await listReturnLines(unit.tx, row.id);
      const proofs = { goodsReceivedAt: null, proofOfDispatchAt: unit.at };
      await updateReturn(unit.tx, row.id, dutyOf(row, subdivision, lines, proofs));
    }
    return { ok: true, decided: await decideByRules(unit, row.id, 'first-scan') };
  });
}
