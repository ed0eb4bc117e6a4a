import type { StaffArgs } from '#app/http.server.ts';
import { formatCount, formatDay } from '#app/i18n/format.ts';
import { formatSpan } from '#app/i18n/format-span.ts';
import { countryName, type Speech } from '#app/routes/policy/rule-words.server.ts';
import { type Figures, MOST_DAYS, USUAL_DAYS, viewNumbers } from '#app/services/view-numbers.server.ts';

/** How many days the address asks for; null: no number of days that can be shown. */
export function readDays(url: URL): number | null {
  const typed = url.searchParams.get('days')?.trim() ?? String(USUAL_DAYS);
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}

/** The figures in words. A number of days that makes no sense is kept in its field, and the usual ones are shown. */
export async function loadNumbersPage(args: StaffArgs) {
  const { deps, url, t, locale } = args;
  const asked = readDays(url);
  const days = asked ?? USUAL_DAYS;
  const { from, to, rows } = await viewNumbers(deps, days);
  const [all] = rows;
  return {
    typed: url.searchParams.get('days')?.slice(0, 10) ?? String(days),
    problem: asked === null ? t('automation:figures.days-error') : null,
    file: `/desk/numbers.csv?days=${days}`,
    lead: t('automation:figures.lead', { from: formatDay(from, locale), to: formatDay(to, locale) }),
    empty: rows.length === 1,
    sentence: t('automation:figures.sentence', {
      ...{ waiting: formatCount(all.waiting, locale), overdue: formatCount(all.overdue, locale) },
      ...{ whole: lasted(all.whole, args), response: lasted(all.response, args) },
    }),
    rows: rows.map((row) => figureWords(row, args)),
  };
}

function figureWords(row: Figures, speech: Speech) {
  const { t, locale } = speech;
  return {
    id: row.country ?? 'all',
    late: row.overdue > 0,
    country: row.country === null ? t('automation:figures.all') : countryName(row.country, speech),
    requested: formatCount(row.requested, locale),
    waiting: formatCount(row.waiting, locale),
    overdue: formatCount(row.overdue, locale),
    response: lasted(row.response, speech),
    receipt: lasted(row.receipt, speech),
    money: lasted(row.money, speech),
    whole: lasted(row.whole, speech),
  };
}

const lasted = (milliseconds: number | null, { t, locale }: Speech): string =>
  milliseconds === null ? t('automation:figures.none') : formatSpan(milliseconds, locale);
