import { formatDay } from '#app/i18n/format.ts';
import type { Step } from '#machines/policy/period.ts';
import type { Speech } from './rule-words.server.ts';

/** One step of how the law's end was counted: the day it led to, what was done, and the figure that goes with it. */
export function deadlineStepWords({ code, date, detail }: Step, { t, locale }: Speech): string {
  const figures = { day: formatDay(date, locale), step: t(`terms:deadline-step.${code}`) };
  return detail === null
    ? t('policy:bench.step', figures)
    : t('policy:bench.step-detail', { ...figures, detail: String(detail) });
}
