import * as z from 'zod';
import { type Payments, PaymentsFault, type ProviderRefund } from '#app/gateways/payments.ts';
import type { ProviderBooks } from '#app/services/provider-books.ts';
import type { TheirRefund } from '#machines/reconciliation/index.ts';
import { refundReport } from './refund-report.server.ts';

const ours = z.object({ payout: z.string().min(1).max(64), attempt: z.coerce.number().int().min(1) });

/** The payment provider as one side of a comparison. */
export function providerBooks(payments: Payments): ProviderBooks {
  return {
    list: ({ since, until }) => listed(payments, { createdSince: since, until }),
    read: async (refundRef) => {
      try {
        return theirRefund(await payments.readRefund(refundRef));
      } catch (error) {
        if (error instanceof PaymentsFault && error.code === 'not-found') return null;
        throw error;
      }
    },
    find: async ({ paymentRef, payoutId, attempt }) => {
      const metadata = { payout: payoutId, attempt: String(attempt) };
      const found = await payments.findRefund({ paymentRef, metadata });
      return found && theirRefund(found);
    },
  };
}

async function* listed(payments: Payments, span: Parameters<Payments['listRefunds']>[0]): AsyncGenerator<TheirRefund> {
  for await (const refund of payments.listRefunds(span)) yield theirRefund(refund);
}

function theirRefund(refund: ProviderRefund): TheirRefund {
  const { ref, amount, currency, paymentRef, chargeRef, created } = refund;
  if (created === null) throw new PaymentsFault('unreadable', `refund ${ref} does not say when it was made`);
  const named = ours.safeParse(refund.metadata);
  const madeFor = named.success ? { payoutId: named.data.payout, attempt: named.data.attempt } : null;
  const { status } = refundReport(refund);
  const paymentRefs = [paymentRef, chargeRef].filter((one) => one !== null);
  return { ref, status, amount, currency, paymentRefs, madeFor, created };
}
