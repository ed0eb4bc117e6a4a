import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { loadProviderHealth } from '#app/services/provider-health.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { viewOutsideMoney } from '#app/services/view-outside-money.server.ts';

/** Why nothing is sent to the payment provider, in the reader's words; null when all is well. */
export async function providerWords({ deps, t, locale }: Pick<StaffArgs, 'deps' | 't' | 'locale'>) {
  const health = await loadProviderHealth(deps);
  if (!health) return null;
  const { cause, retryAt } = health;
  const time = formatInstant((retryAt ?? deps.clock()).toString(), await shopZone(deps.db), locale);
  return {
    title: t(`staff:desk.provider.${cause ?? 'unknown'}`),
    text: t(`staff:desk.provider.${cause === 'misconfigured' ? 'text-misconfigured' : 'text'}`, { time }),
  };
}

/** Disputes, refunds made elsewhere and ends of refund windows of a return's order, in the reader's words. */
export async function outsideWords(args: StaffArgs, returnId: string, timeZone: string, mayAct: boolean) {
  const { deps, t, locale } = args;
  const outside = await viewOutsideMoney(deps, returnId);
  const when = (instant: string) => formatInstant(instant, timeZone, locale);
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, locale);
  return {
    disputes: (outside?.disputes ?? []).map((one) => ({
      ref: one.ref,
      standing: one.standing,
      text: t(`staff:desk.dispute.${one.standing}`),
      amount: money(one.amount, one.currency),
      taken: one.taken > 0 ? money(one.taken, one.currency) : null,
      ...{ status: one.status, reason: one.reason, opened: when(one.openedAt) },
    })),
    external: (outside?.external ?? []).map(({ ref, amount, currency, madeAt, back }) => ({
      ...{ ref, back, amount: money(amount, currency), made: when(madeAt) },
      state: t(`staff:desk.outside.${back ? 'back' : 'sent'}`),
    })),
    windows: (outside?.windows ?? []).map(({ paymentLabel, until, over }) => ({
      over,
      text: t(`staff:desk.window.${over ? 'over' : 'until'}`, {
        payment: paymentLabel ?? t('staff:desk.payout.unknown-payment'),
        day: when(until),
      }),
    })),
    releasable: mayAct ? (outside?.releasable ?? []) : [],
  };
}

export type OutsideWords = Awaited<ReturnType<typeof outsideWords>>;
