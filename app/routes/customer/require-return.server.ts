import type { Deps } from '#app/context.server.ts';
import { fail } from '#app/http.server.ts';
import { type ReturnView, viewReturn } from '#app/services/view-return.server.ts';
import { parseRmaCode } from '#machines/rma-code.ts';

/** The canonical code in the address, in any spelling; what is none is not found. */
export function rmaCodeOf(params: Readonly<Record<string, string | undefined>>): string {
  const parsed = parseRmaCode(params.rma ?? '');
  return parsed.ok ? parsed.code : fail(404, 'not-found');
}

/** The return that the address names, when it is of the guest's own order; any other is not found, like one that does not exist. */
export async function requireReturn(
  deps: Deps,
  guest: { readonly orderId: string },
  params: Readonly<Record<string, string | undefined>>,
): Promise<ReturnView> {
  const view = await viewReturn(deps, { orderId: guest.orderId, rmaCode: rmaCodeOf(params) });
  return view ?? fail(404, 'not-found');
}
