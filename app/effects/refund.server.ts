import { PaymentsFault, type ProviderRefund, type RefundOutcome } from '#app/gateways/payments.ts';
import { reportRefund, tellPayout } from '#app/services/report-refund.server.ts';
import { loadPaymentOfPayout, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { payoutWorkflow, refundKey } from '#machines/payout/index.ts';
import { done, type EffectDeps, type Handler, type Outcome, type Run } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

/** Stripe keeps a key for 24 hours at least: after that the same key may make a second refund, so the list is read first. */
const KEY_LIVES_HOURS = 23;
/** How often an open end is asked again with the same key, before the deadline's look-up takes over. */
const TRIES_OF_UNKNOWN = 6;
const UNREADABLE_SECONDS = 300;
const SENDABLE = ['owed', 'sending', 'unknown'];

/** Gives the money back: note that it is about to happen, call with the payout's own key, report what was said. */
export const refund: Handler<'refund'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  if (payout === null) return { kind: 'park', why: 'payout.unknown' };
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  if (attempt !== effect.attempt || !SENDABLE.includes(payout.state)) return done;
  const payment = await loadPaymentOfPayout(deps.db, payout.id);
  if (payment?.provider !== 'stripe') return refuse(deps, payout, attempt, 'other-provider');

  const told = await tellPayout(deps, { payoutId: payout.id, attempt, event: { type: 'send' }, actor: 'system' });
  if (!told.ok) return done;
  const sent = { payout, attempt, paymentRef: payment.reference, run };
  if (keyIsOld(deps, sent)) {
    const found = await lookFor(deps, sent);
    if (found === 'unreadable') return { kind: 'later', afterSeconds: UNREADABLE_SECONDS, why: found };
    if (found !== null) return report(deps, payout, attempt, found);
  }
  const outcome = await deps.gateways.payments.refund({
    paymentRef: payment.reference,
    amount: payout.amount,
    currency: payout.currency,
    idempotencyKey: refundKey(payout.id, attempt),
    metadata: { return: payout.returnId, payout: payout.id, attempt: String(attempt) },
  });
  return settle(deps, sent, outcome);
};

interface Sent {
  payout: PayoutRow;
  attempt: number;
  paymentRef: string;
  run: Run;
}

async function settle(deps: EffectDeps, sent: Sent, outcome: RefundOutcome): Promise<Outcome> {
  const { payout, attempt, run } = sent;
  switch (outcome.kind) {
    case 'accepted':
      return report(deps, payout, attempt, outcome.refund);
    case 'retry-later':
      return {
        kind: 'later',
        afterSeconds: Math.ceil(outcome.afterMs / 1000) + backOff(run.attempts),
        why: 'retry-later',
      };
    case 'unknown':
      await tellPayout(deps, { payoutId: payout.id, attempt, event: { type: 'lose' }, actor: 'system' });
      deps.log.warn({ payoutId: payout.id, attempt, detail: outcome.detail }, 'no answer to a refund: it may exist');
      if (run.attempts >= TRIES_OF_UNKNOWN) return done;
      return { kind: 'later', afterSeconds: backOff(run.attempts), why: 'unknown' };
    case 'refused':
    case 'misconfigured': {
      deps.log.error(
        { payoutId: payout.id, attempt, outcome: outcome.kind, detail: outcome.detail },
        'a refund was refused',
      );
      // "Already refunded" may be our own refund, or another's; an earlier call with an open end may have made it.
      const found = await lookFor(deps, sent);
      if (found === 'unreadable' && payout.state !== 'owed')
        return { kind: 'later', afterSeconds: UNREADABLE_SECONDS, why: outcome.kind };
      if (found !== 'unreadable' && found !== null) return report(deps, payout, attempt, found);
      return refuse(deps, payout, attempt, outcome.kind === 'refused' ? outcome.code : 'misconfigured');
    }
  }
}

/** Seconds until the next try: 2, 4, 8 … to ten minutes. */
const backOff = (attempts: number): number => Math.min(600, 2 ** attempts);

/** A first call has no key that could have been forgotten. */
function keyIsOld(deps: EffectDeps, { payout, run }: Sent): boolean {
  return payout.state !== 'owed' && deps.clock().since(run.createdAt).total('hours') >= KEY_LIVES_HOURS;
}

/** The refund of this very attempt, from the provider's list read to its end; null when there is none. */
async function lookFor(deps: EffectDeps, sent: Sent): Promise<ProviderRefund | null | 'unreadable'> {
  const { paymentRef, payout, attempt } = sent;
  try {
    return await deps.gateways.payments.findRefund({
      paymentRef,
      metadata: { payout: payout.id, attempt: String(attempt) },
    });
  } catch (error) {
    if (error instanceof PaymentsFault) return error.code === 'not-found' ? null : 'unreadable';
    throw error;
  }
}

async function report(deps: EffectDeps, payout: PayoutRow, attempt: number, refund: ProviderRefund): Promise<Outcome> {
  const told = await reportRefund(deps, {
    payoutId: payout.id,
    attempt,
    report: refundReport(refund),
    actor: 'stripe',
  });
  return told.ok || told.refusal.code === 'workflow.not-now' ? done : { kind: 'park', why: told.refusal.code };
}

async function refuse(deps: EffectDeps, payout: PayoutRow, attempt: number, failure: string): Promise<Outcome> {
  await tellPayout(deps, { payoutId: payout.id, attempt, event: { type: 'send' }, actor: 'system' });
  await tellPayout(deps, { payoutId: payout.id, attempt, event: { type: 'refuse', failure }, actor: 'stripe' });
  return done;
}
