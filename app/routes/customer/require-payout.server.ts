import type { GuestArgs } from '#app/http.server.ts';
import { fail } from '#app/http.server.ts';
import type { PayoutView, ReturnView } from '#app/services/view-return.server.ts';
import { requireReturn } from './require-return.server.ts';

/** The amount that the address names, of a return of the guest's own order; any other is not found. */
export async function requirePayout({
  deps,
  guest,
  params,
}: GuestArgs): Promise<{ readonly view: ReturnView; readonly payout: PayoutView }> {
  const view = await requireReturn(deps, guest, params);
  const payout = view.payouts.find((one) => one.id === params.payout);
  return payout ? { view, payout } : fail(404, 'not-found');
}
