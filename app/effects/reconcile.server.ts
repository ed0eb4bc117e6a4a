import { PaymentsFault } from '#app/gateways/payments.ts';
import { giveUpReconciliation, reconcile as reconcileRun } from '#app/services/reconcile.server.ts';
import { type Answer, answered, atProvider } from './at-provider.server.ts';
import { done, type EffectDeps, type Handler, type Run } from './effect-deps.ts';
import { backOff } from './pause.server.ts';
import { providerBooks } from './provider-books.server.ts';

const LONGEST_SECONDS = 900;

/** Compares the provider's list with our books. What was compared before a fault stays, and the next try goes on behind it. */
export const reconcile: Handler<'reconcile'> = (deps, { runId }, run) =>
  atProvider(deps, run, {}, async () => {
    try {
      const outcome = await reconcileRun(deps, providerBooks(deps.gateways.payments), runId);
      // Another worker had it before this one: looked at again, lest that one stopped halfway.
      return answered(outcome === 'done' ? done : { kind: 'later', afterSeconds: 60, why: outcome });
    } catch (error) {
      if (!(error instanceof PaymentsFault) || error.code === 'misconfigured') throw error;
      return afterFault(deps, run, runId, error);
    }
  });

async function afterFault(deps: EffectDeps, run: Run, runId: string, error: PaymentsFault): Promise<Answer> {
  const { code } = error;
  if (code === 'unavailable' || code === 'rate-limited') {
    // Reading in the background never closes the way for refunds.
    const afterSeconds = backOff(deps, run.attempts, LONGEST_SECONDS);
    return { outcome: { kind: 'later', afterSeconds, why: code }, answer: null };
  }
  // A list that cannot be read says the same when it is asked for again: the run says why, and tomorrow's is a new one.
  deps.log.error({ err: error, runId }, 'the provider cannot be compared with the ledger');
  await giveUpReconciliation(deps, runId, code);
  return answered(done);
}
