import { formatDay } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { LineStanding } from '#app/services/view-order.server.ts';

/** The reasons for which a line may not come back that have words of their own; any other is said in general. */
const SPOKEN = [
  'order.cancelled',
  'order.in-future',
  'line.nothing-left',
  'line.not-shippable',
  'law.exception',
  'law.no-right',
  'policy.final-sale',
  'policy.excluded-by-nature',
  'policy.no-returns',
  'policy.no-window',
] as const;

/** Whether a line may come back, in one sentence. */
export function standingWords(standing: LineStanding, t: Translate, locale: Locale): string {
  switch (standing.kind) {
    case 'until':
      return t('customer:standing.until', { date: formatDay(standing.lastDay, locale) });
    case 'open':
      return t('customer:standing.open');
    case 'credit':
      return standing.lastDay
        ? t('credit:standing.until', { date: formatDay(standing.lastDay, locale) })
        : t('credit:standing.open');
    case 'faults-only':
      return standing.faultsUntil
        ? t('customer:standing.faults-until', { date: formatDay(standing.faultsUntil, locale) })
        : t('customer:standing.faults');
    case 'no': {
      if (standing.endedOn) return t('customer:standing.ended', { date: formatDay(standing.endedOn, locale) });
      const code = SPOKEN.find((spoken) => spoken === standing.code);
      return code ? t(`terms:code.${code}`) : t('terms:code.window.closed');
    }
  }
}
