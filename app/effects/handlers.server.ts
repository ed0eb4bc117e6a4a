import type { LeasedEffect } from '#db/effects.ts';
import { bulkDecide } from './bulk-decide.server.ts';
import { chargeEvent } from './charge-event.server.ts';
import { codeMail } from './code-mail.server.ts';
import { creditIssue } from './credit-issue.server.ts';
import { disputeEvent } from './dispute-event.server.ts';
import type { EffectDeps, Outcome } from './effect-deps.ts';
import { invitationMail } from './invitation-mail.server.ts';
import { label } from './label.server.ts';
import { mail } from './mail.server.ts';
import { messageMail } from './message-mail.server.ts';
import { paymentCancel } from './payment-cancel.server.ts';
import { reconcile } from './reconcile.server.ts';
import { refund } from './refund.server.ts';
import { refundCancel } from './refund-cancel.server.ts';
import { refundEvent } from './refund-event.server.ts';
import { refundLookup } from './refund-lookup.server.ts';
import { taxReversal } from './tax-reversal.server.ts';
import { transferAsked } from './transfer-asked.server.ts';
import { withdrawalJoin } from './withdrawal-join.server.ts';
import { withdrawalMail } from './withdrawal-mail.server.ts';

/** Runs one effect by the handler of its kind; the compiler says when a kind has none. */
export function handle(deps: EffectDeps, leased: LeasedEffect): Promise<Outcome> {
  const { effect, id, attempts, createdAt } = leased;
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
    case 'payment-cancel':
      return paymentCancel(deps, effect, run);
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
    case 'reconcile':
      return reconcile(deps, effect, run);
    case 'mail':
      return mail(deps, effect, run);
    case 'message-mail':
      return messageMail(deps, effect, run);
    case 'code-mail':
      return codeMail(deps, effect, run);
    case 'invitation-mail':
      return invitationMail(deps, effect, run);
    case 'label':
      return label(deps, effect, run);
    case 'withdrawal-join':
      return withdrawalJoin(deps, effect, run);
    case 'withdrawal-mail':
      return withdrawalMail(deps, effect, run);
    case 'bulk-decide':
      return bulkDecide(deps, effect, run);
  }
}
