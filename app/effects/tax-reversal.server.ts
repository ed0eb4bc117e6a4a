import type { TaxOutcome } from '#app/gateways/payments.ts';
import { type KnownPayment, loadPayment } from '#db/payment-facts.ts';
import { loadPayout, type PayoutRow } from '#db/payouts.ts';
import { beginTaxReversal, endTaxReversal, loadTaxReversal } from '#db/tax-reversals.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { type Answer, answered, atProvider, later, lost } from './at-provider.server.ts';
import { done, type EffectDeps, type EffectOf, type Handler, type Run } from './effect-deps.ts';

/** The money has gone out, and the tax goes with it. */
const SENT = ['settled', 'action-needed'];

/** The names under which the provider knows them; unique for ever, so that each is made once. */
const reversalOf = (payoutId: string, attempt: number): string => `refund:${payoutId}:${attempt}:tax`;
const undoingOf = (payoutId: string, attempt: number): string => `refund:${payoutId}:${attempt}:tax-undone`;

interface Sale {
  readonly payout: PayoutRow;
  readonly payment: KnownPayment & { readonly taxTransaction: string };
  readonly effect: EffectOf<'tax-reversal'>;
  readonly run: Run;
}

/**
 * Takes back the tax of what was refunded, or puts it back because the money came back. What is about to be made is noted before the call, so that
 * the one always knows of the other, also after a crash in between.
 */
export const taxReversal: Handler<'tax-reversal'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = payout && (await loadPayment(deps.db, payout.paymentId));
  if (!payout || !payment) return { kind: 'park', why: 'payout.unknown' };
  const { taxTransaction } = payment;
  if (taxTransaction === null || payment.provider !== 'stripe') return done;
  const sale: Sale = { payout, payment: { ...payment, taxTransaction }, effect, run };
  const work = () => (effect.undo ? undo(deps, sale) : reverse(deps, sale));
  return atProvider(deps, run, { lock: payment.reference }, work);
};

async function reverse(deps: EffectDeps, sale: Sale): Promise<Answer> {
  const { payoutId, attempt } = sale.effect;
  const reference = reversalOf(payoutId, attempt);
  const known = await loadTaxReversal(deps.db, reference);
  if (known?.ref != null) return answered(done);
  const present = await loadPayout(deps.db, payoutId);
  const context = present && payoutWorkflow.context.parse(present.context);
  // It came back before its tax had gone: then there is nothing to take, and nothing to put back.
  if (!present || context?.attempt !== attempt || !SENT.includes(present.state)) return answered(done);
  return make(deps, sale, reference, () =>
    deps.gateways.payments.reverseTax({
      transactionRef: sale.payment.taxTransaction,
      reference,
      amount: sale.payout.amount,
    }),
  );
}

async function undo(deps: EffectDeps, sale: Sale): Promise<Answer> {
  const { payoutId, attempt } = sale.effect;
  const { payments } = deps.gateways;
  const reversed = reversalOf(payoutId, attempt);
  const reversal = await loadTaxReversal(deps.db, reversed);
  if (reversal === null || reversal.failure !== null) return answered(done);
  if (reversal.ref === null) {
    // Noted and not answered: it may have been made. Under the same name it is made now, or found.
    const { taxTransaction: transactionRef } = sale.payment;
    const ask = () => payments.reverseTax({ transactionRef, reference: reversed, amount: sale.payout.amount });
    const made = await make(deps, sale, reversed, ask);
    if (made.outcome.kind !== 'done') return made;
    return undo(deps, sale);
  }
  const { ref: reversalRef } = reversal;
  const reference = undoingOf(payoutId, attempt);
  if ((await loadTaxReversal(deps.db, reference))?.ref != null) return answered(done);
  return make(deps, sale, reference, () => payments.undoTaxReversal({ reversalRef, reference }));
}

async function make(deps: EffectDeps, sale: Sale, reference: string, ask: () => Promise<TaxOutcome>): Promise<Answer> {
  const { payout, effect, run } = sale;
  const { payoutId, attempt, undo } = effect;
  const row = { id: deps.ids.next(), payoutId, attempt, undo, reference, ref: null, failure: null };
  const { amount, currency } = payout;
  await deps.db.transaction((tx) => beginTaxReversal(tx, { ...row, amount, currency, at: deps.clock() }));
  const outcome = await ask();
  switch (outcome.kind) {
    case 'accepted':
      await deps.db.transaction((tx) => endTaxReversal(tx, reference, { ref: outcome.ref }));
      return answered(done);
    case 'refused':
      deps.log.error({ payoutId, reference, detail: outcome.detail }, 'the tax of a refund could not be moved');
      await deps.db.transaction((tx) => endTaxReversal(tx, reference, { failure: outcome.code }));
      return answered({ kind: 'park', why: 'tax-refused' });
    case 'unknown':
      return lost(deps, run, outcome);
    default:
      return later(deps, run, outcome);
  }
}
