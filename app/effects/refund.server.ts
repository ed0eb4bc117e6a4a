import { PaymentsFault, type ProviderRefund, type RefundOutcome, type Undecided } from '#app/gateways/payments.ts';
import { reportRefund, tellPayout } from '#app/services/report-refund.server.ts';
import { noteSending, SENDABLE } from '#app/services/take-payment.server.ts';
import { type KnownPayment, loadPayment } from '#db/payment-facts.ts';
import { loadPayout, type PayoutRow } from '#db/payouts.ts';
import { payoutWorkflow, refundKey } from '#machines/payout/index.ts';
import { type Answer, answered, atProvider, later } from './at-provider.server.ts';
import { done, type EffectDeps, type Handler, type Outcome, type Run } from './effect-deps.ts';
import { notePayment } from './note-payment.server.ts';
import { backOff } from './pause.server.ts';
import { refundReport } from './refund-report.server.ts';

/** How often an open end is asked again with the same key, before the deadline's look-up takes over. */
const TRIES_OF_UNKNOWN = 6;
/** An answer that the provider keeps and gives again: after so many tries only the list can tell. */
const TRIES_OF_REPLAYED = 3;
const LONGEST_SECONDS = 600;
/** So long a call of which nothing was heard may still be running. */
const RUNS_SECONDS = 120;

/** Gives the money back: note that it is about to happen, call with the payout's own key, report what was said. */
export const refund: Handler<'refund'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = payout && (await loadPayment(deps.db, payout.paymentId));
  if (!payout || !payment) return { kind: 'park', why: 'payout.unknown' };
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  if (attempt !== effect.attempt || !SENDABLE.includes(payout.state)) return done;
  const sent = { payout, attempt, payment, run };
  if (payment.provider !== 'stripe') {
    await tell(deps, sent, { type: 'send' }, 'system');
    return refuse(deps, sent, 'other-provider');
  }
  const begin = (unit: Parameters<typeof noteSending>[0]) => noteSending(unit, payout.id, attempt);
  return atProvider(deps, run, { lock: payment.reference, begin }, () => pay(deps, sent));
};

interface Sent {
  /** As it stood before this run. */
  readonly payout: PayoutRow;
  readonly attempt: number;
  readonly payment: KnownPayment;
  readonly run: Run;
}

async function pay(deps: EffectDeps, sent: Sent): Promise<Answer> {
  const { payout, attempt, payment } = sent;
  const outcome = await deps.gateways.payments.refund({
    paymentRef: payment.reference,
    amount: payout.amount,
    currency: payout.currency,
    idempotencyKey: refundKey(payout.id, attempt),
    metadata: { return: payout.returnId, payout: payout.id, attempt: String(attempt) },
    now: deps.clock(),
  });
  const note = outcome.payment && (await notePayment(deps, payment, outcome.payment));
  return { ...(await settle(deps, sent, outcome)), ...(note ? { note } : {}) };
}

async function settle(deps: EffectDeps, sent: Sent, outcome: RefundOutcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'accepted':
      if (outcome.warnings.length > 0)
        deps.log.warn({ payoutId: sent.payout.id, warnings: outcome.warnings }, 'a refund was made all the same');
      return answered(await report(deps, sent, outcome.refund));
    case 'retry-later':
      return later(deps, sent.run, outcome);
    case 'unknown':
      return openEnd(deps, sent, outcome);
    case 'misconfigured':
      return outcome.why === 'access' ? later(deps, sent.run, outcome) : answered(await keyReused(deps, sent, outcome));
    case 'refused':
      return answered(await refused(deps, sent, outcome.code, outcome.detail));
  }
}

/** The refund may exist. It is asked for again with the same key, for a while; then the list decides. */
async function openEnd(
  deps: EffectDeps,
  sent: Sent,
  { why, detail }: Extract<Undecided, { kind: 'unknown' }>,
): Promise<Answer> {
  const { payout, attempt, run } = sent;
  await tell(deps, sent, { type: 'lose' }, 'system');
  deps.log.warn({ payoutId: payout.id, attempt, why, detail }, 'no answer to a refund: it may exist');
  const answer = why === 'unavailable' ? why : 'answered';
  const again = { kind: 'later', afterSeconds: backOff(deps, run.attempts, LONGEST_SECONDS), why } as const;
  if (why === 'replayed' && run.attempts >= TRIES_OF_REPLAYED) return { outcome: await byList(deps, sent), answer };
  return { outcome: run.attempts >= TRIES_OF_UNKNOWN ? done : again, answer };
}

/** The kept answer ended its call, so what the list does not have by now was not made. */
async function byList(deps: EffectDeps, sent: Sent): Promise<Outcome> {
  const found = await lookFor(deps, sent);
  if (found === 'unreadable') return { kind: 'later', afterSeconds: RUNS_SECONDS, why: 'replayed' };
  return found === null ? refuse(deps, sent, 'provider-error') : report(deps, sent, found);
}

async function refused(deps: EffectDeps, sent: Sent, code: string, detail: string): Promise<Outcome> {
  const { payout, attempt } = sent;
  deps.log.error({ payoutId: payout.id, attempt, code, detail }, 'a refund was refused');
  // "Already refunded" may be our own refund, or another's; an earlier call with an open end may have made it, or be about to.
  const earlier = payout.state !== 'owed';
  const age = deps.clock().since(payout.updatedAt).total('seconds');
  if (earlier && age < RUNS_SECONDS) return { kind: 'later', afterSeconds: RUNS_SECONDS, why: code };
  const found = code === 'unknown-payment' ? null : await lookFor(deps, sent);
  if (found === 'unreadable' && earlier) return { kind: 'later', afterSeconds: RUNS_SECONDS, why: code };
  if (found !== 'unreadable' && found !== null) return report(deps, sent, found);
  return refuse(deps, sent, code);
}

/** The key was used for something else: our mistake, and never a reason for a new key by itself. */
async function keyReused(deps: EffectDeps, sent: Sent, { detail }: { detail: string }): Promise<Outcome> {
  const { payout, attempt } = sent;
  deps.log.error({ payoutId: payout.id, attempt, detail }, 'the key of a refund was used for something else');
  await refuse(deps, sent, 'key-reused');
  return { kind: 'park', why: 'key-reused' };
}

/** The refund of this very attempt, from the provider's list read to its end; null when there is none. */
async function lookFor(deps: EffectDeps, { payment, payout, attempt }: Sent) {
  try {
    return await deps.gateways.payments.findRefund({
      paymentRef: payment.reference,
      metadata: { payout: payout.id, attempt: String(attempt) },
    });
  } catch (error) {
    if (error instanceof PaymentsFault) return error.code === 'not-found' ? null : 'unreadable';
    throw error;
  }
}

async function report(deps: EffectDeps, { payout, attempt }: Sent, refund: ProviderRefund): Promise<Outcome> {
  const told = await reportRefund(deps, {
    payoutId: payout.id,
    attempt,
    report: refundReport(refund),
    actor: 'stripe',
  });
  return told.ok || told.refusal.code === 'workflow.not-now' ? done : { kind: 'park', why: told.refusal.code };
}

async function refuse(deps: EffectDeps, sent: Sent, failure: string): Promise<Outcome> {
  await tell(deps, sent, { type: 'refuse', failure }, 'stripe');
  return done;
}

const tell = (
  deps: EffectDeps,
  { payout, attempt }: Sent,
  event: Parameters<typeof tellPayout>[1]['event'],
  actor: string,
) => tellPayout(deps, { payoutId: payout.id, attempt, event, actor });
