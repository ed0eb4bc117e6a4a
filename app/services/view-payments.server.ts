import type { DraftCase } from './load-draft.server.ts';
import { quoteLinesOf, returningLines } from './quote-answers.server.ts';

export interface PaymentView {
  readonly id: string;
  /** What the shop calls it, `Visa 4242`; null when it did not say. */
  readonly label: string | null;
  /** What goes back to it, in minor units, before the cost of the way back. */
  readonly amount: number;
  /** Not paid through a provider that we can reach: the shop sends the money itself. */
  readonly byHand: boolean;
}

/** The payments that the refund of a draft goes back to, as far as it is known before the way of travel is chosen. */
export function viewPayments({ draft, orderCase }: DraftCase): PaymentView[] {
  const quoted = quoteLinesOf(orderCase, returningLines(draft.answers), draft.answers.travel ?? 'own');
  if (!quoted.ok) return [];
  return quoted.quote.payouts.flatMap(({ paymentId, amount }) => {
    const payment = orderCase.order.payments.find((one) => one.id === paymentId);
    return payment ? [{ id: paymentId, label: payment.label, amount, byHand: payment.provider !== 'stripe' }] : [];
  });
}
