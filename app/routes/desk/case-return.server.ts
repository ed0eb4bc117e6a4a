import { fail, type StaffArgs } from '#app/http.server.ts';
import { loadReturnOf, type ReturnOfCase } from '#app/services/casework/return-of-case.server.ts';

/** The return that the address names, or the page that there is none. */
export async function requireCase({ deps, params }: Pick<StaffArgs, 'deps' | 'params'>): Promise<ReturnOfCase> {
  const found = await loadReturnOf(deps.db, (params.id ?? '').slice(0, 100));
  return found ?? fail(404, 'not-found');
}

/** A key that a form carries so that its second sending is known; one of no such shape is as none. */
export const FORM_KEY = /^[\w.-]{8,64}$/;
