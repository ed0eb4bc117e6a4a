import { formatCount, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Speech } from '#app/i18n/speech.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { MoneyView } from '#app/services/view-money.server.ts';

const PROBLEMS = ['sum', 'currency', 'owed', 'transit', 'payment', 'credit', 'bank', 'ended'] as const;

/** Where all money stands, in the reader's words. */
export function overviewWords(view: MoneyView, { t, locale }: Speech) {
  const when = (instant: Temporal.Instant | null) =>
    instant === null ? '' : formatInstant(instant.toString(), view.timeZone, locale);
  return {
    currencies: view.currencies.map(({ currency, ...amounts }) => {
      const money = (amount: number) => formatMoney({ amount, currency }, locale);
      return {
        currency,
        ...{ owed: money(amounts.owed), transit: money(amounts.transit), paidToday: money(amounts.paidToday) },
        ...{ paidLately: money(amounts.paidLately), backLately: money(amounts.backLately) },
        ...{ credit: money(amounts.credit), disputed: money(amounts.disputed) },
      };
    }),
    provider: view.provider && providerWords(view.provider, when, t),
    differences:
      view.differences.count === 0 ? null : t('money:overview.differences', { count: view.differences.count }),
    lastRun: view.lastRun && {
      href: `/money/reconciliation/${view.lastRun.id}`,
      text: t('money:overview.last-run', { when: when(view.lastRun.finishedAt) }),
    },
    check: view.ledger && checkWords(view.ledger, view.timeZone, { t, locale }),
  };
}

function providerWords(
  { cause, since, retryAt }: NonNullable<MoneyView['provider']>,
  when: (instant: Temporal.Instant | null) => string,
  t: Translate,
) {
  const why = cause === null ? 'unavailable' : cause;
  return [
    t(`money:provider.${why}`, { since: when(since) }),
    t('money:provider.nothing-lost'),
    ...(retryAt === null ? [] : [t('money:provider.retry', { when: when(retryAt) })]),
  ];
}

/** What a check of the ledger came to, as sentences. */
export function checkWords(check: NonNullable<MoneyView['ledger']>, timeZone: string, { t, locale }: Speech) {
  const figures = { returns: formatCount(check.returns, locale), payments: formatCount(check.payments, locale) };
  const when = formatInstant(check.at, timeZone, locale);
  return {
    ok: check.ok,
    title: check.ok ? t('money:check.ok-title') : t('money:check.wrong-title', { count: check.found }),
    text: t('money:check.text', { ...figures, when }),
    problems: check.problems.map(({ kind, subject, ledger, expected }) => {
      const known = PROBLEMS.find((one) => one === kind) ?? 'sum';
      return t(`money:check.problem.${known}`, {
        subject,
        ledger: formatCount(ledger, locale),
        expected: formatCount(expected, locale),
      });
    }),
  };
}
