import { chargeEvent } from '#app/effects/charge-event.server.ts';
import { creditIssue } from '#app/effects/credit-issue.server.ts';
import { disputeEvent } from '#app/effects/dispute-event.server.ts';
import { done, type EffectDeps } from '#app/effects/effect-deps.ts';
import { refund } from '#app/effects/refund.server.ts';
import { refundCancel } from '#app/effects/refund-cancel.server.ts';
import { refundEvent } from '#app/effects/refund-event.server.ts';
import { refundLookup } from '#app/effects/refund-lookup.server.ts';
import type { Handle } from '#app/effects/run-effect.server.ts';
import { taxReversal } from '#app/effects/tax-reversal.server.ts';
import { transferAsked } from '#app/effects/transfer-asked.server.ts';

/**
 * The handlers through which money goes, as they are. Mails and labels are words and paper: here they are done as soon as they are begun, and
 * only counted.
 */
export const handle: Handle = async (deps: EffectDeps, { effect, id, attempts, createdAt }) => {
  const run = { id, attempts, createdAt };
  switch (effect.kind) {
    case 'refund':
      return refund(deps, effect, run);
    case 'refund-lookup':
      return refundLookup(deps, effect, run);
    case 'refund-event':
      return refundEvent(deps, effect, run);
    case 'refund-cancel':
      return refundCancel(deps, effect, run);
    case 'dispute-event':
      return disputeEvent(deps, effect, run);
    case 'charge-event':
      return chargeEvent(deps, effect, run);
    case 'tax-reversal':
      return taxReversal(deps, effect, run);
    case 'credit-issue':
      return creditIssue(deps, effect, run);
    case 'transfer-asked':
      return transferAsked(deps, effect, run);
    default:
      return done;
  }
};
