import { data } from 'react-router';
import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { cancelUncaptured } from '#app/services/cancel-uncaptured.server.ts';
import { type RetryRefusal, retryPayout } from '#app/services/retry-payout.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import type { DeskAnswer } from './take-decision.server.ts';

/** Tries a failed refund again, or says why it cannot be. */
export async function retry({ deps, staff, t }: StaffArgs, { id }: DeskReturn, payoutId: string, blank: DeskAnswer) {
  const retried = await retryPayout(deps, { payoutId, returnId: id, staffId: staff.id });
  if (retried.ok) throw redirectTo(`/desk/returns/${id}?done=retried`);
  const words: Partial<Record<RetryRefusal, 'disputed' | 'closed'>> = {
    'payout.disputed': 'disputed',
    'provider.closed': 'closed',
  };
  const message = t(`staff:desk.payout.${words[retried.refusal.code] ?? 'not-failed'}`);
  return data({ ...blank, problems: [{ field: '', message }] }, { status: 409 });
}

/** Lets go of a payment that was never captured, or says why it cannot be. */
export async function release({ deps, staff, t }: StaffArgs, { id }: DeskReturn, payoutId: string, blank: DeskAnswer) {
  const asked = await cancelUncaptured(deps, { payoutId, returnId: id, staffId: staff.id });
  if (asked.ok) throw redirectTo(`/desk/returns/${id}?done=release`);
  return data({ ...blank, problems: [{ field: '', message: t('staff:desk.release.gone') }] }, { status: 409 });
}
