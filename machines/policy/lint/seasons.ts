import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';

/** Longer than this, a season is more likely a slip in the year. */
const LONGEST_SEASON_DAYS = 366;
const LONGEST_WAIT_DAYS = 366;

/**
 * Seasons that are over (when today is known), that run for more than a year or let goods come back more than a year after the last order, and
 * seasons that lengthen nothing: the policy grants no window there, or one that lasts as long anyway.
 */
export function seasonFindings(document: PolicyDocument, today: Temporal.PlainDate | null): PolicyFinding[] {
  return document.seasons.flatMap((season, index) => {
    const about = (code: PolicyFinding['code'], severity: PolicyFinding['severity'], key: string) =>
      finding({
        code,
        severity,
        path: ['seasons', index, key],
        field: 'dates',
        subject: season.name,
        details: { ...datesOf(season) },
      });
    const over = today !== null && season.returnUntil < today.toString();
    return [
      ...(daysBetween(season.orderedFrom, season.orderedTo) > LONGEST_SEASON_DAYS
        ? [about('season.too-long', 'warn', 'orderedTo')]
        : []),
      ...(daysBetween(season.orderedTo, season.returnUntil) > LONGEST_WAIT_DAYS
        ? [about('season.returns-too-late', 'warn', 'returnUntil')]
        : []),
      ...(over ? [about('season.over', 'note', 'returnUntil')] : []),
      ...(lengthens(season, document) ? [] : [about('season.without-effect', 'note', 'returnUntil')]),
    ];
  });
}

function datesOf({ orderedFrom, orderedTo, returnUntil }: Season) {
  return { orderedFrom, orderedTo, returnUntil };
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** Whether some order of the season can gain by it. A rule may use the season or grant a window; then it is taken to do so. */
function lengthens(season: Season, document: PolicyDocument): boolean {
  const spoken = document.rules.some(
    ({ when, outcome }) =>
      outcome.window !== undefined ||
      when.some((condition) => condition.kind === 'season' && condition.in.includes(season.id)),
  );
  if (spoken) return true;
  const policies = season.countries
    ? season.countries.map((country) => countryPolicy(document, country))
    : [document.default, ...Object.values(document.countries)];
  return policies.some((policy) => gains(policy, season));
}

/** The window of an order of the first day ends first; nothing arrives or is sent before it was ordered. */
function gains({ windowDays }: CountryPolicy, { orderedFrom, returnUntil }: Season): boolean {
  return windowDays !== null && windowDays > 0 && windowDays < daysBetween(orderedFrom, returnUntil);
}
