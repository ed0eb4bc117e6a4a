import { inSeason } from '#machines/policy/conditions/season-membership.ts';
import type { WindowEvent } from '#machines/policy/country-policy.ts';
import { dayEnd, numberOfDay } from '#machines/policy/day-end.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Season } from '#machines/policy/season.ts';
import type { Side } from '#machines/policy/topics/choose-topic.ts';
import type { Until } from '#machines/policy/verdict.ts';

/** What one version promises: so many days after the day of an event; null days: nothing beyond the law, 0: no returns. */
export type PromisedWindow = { days: number | null; from: WindowEvent; rule: MerchantRule | null };

/** The window of a version: that of its first rule which matched, else that of the country. */
export function promisedWindow({ policy, decided }: Pick<Side, 'policy' | 'decided'>): PromisedWindow {
  const rule = decided.get('window')?.rule;
  const own = rule?.outcome.window;
  if (!rule || !own) return { days: policy.windowDays, from: policy.windowFrom, rule: null };
  return { days: own.days, from: own.from, rule };
}

/** A window as it runs: its event's local day, the season that lengthened it, and its end, also in milliseconds since 1970. */
export type RunningWindow = { event: string; season: Season | null; until: Until; endsAt: number };

/**
 * Calendar days after the local day of the event, without roll-over, or until the end of the season's last day where that is later. null: the event
 * is not known, so the window has not begun. Only for windows of more than 0 days.
 */
export function runningWindow(
  days: number,
  from: WindowEvent,
  seasons: readonly Season[],
  line: LineContext,
): RunningWindow | null {
  const event = dayOf(from, line);
  if (event === null) return null;
  const season = latestSeason(seasons, line);
  const counted = dayEnd(numberOfDay(event) + days, line.timeZone);
  if (season === null || season.returnUntil <= counted.until.lastDay) return { event, season: null, ...counted };
  return { event, season, ...dayEnd(numberOfDay(season.returnUntil), line.timeZone) };
}

function dayOf(from: WindowEvent, line: LineContext): string | null {
  if (from === 'order') return line.orderedOn();
  return from === 'dispatch' ? line.dispatchedOn() : line.deliveredOn();
}

/** Of the seasons the line was ordered in, the one that lasts longest; the first of two that last as long. */
function latestSeason(seasons: readonly Season[], line: LineContext): Season | null {
  let latest: Season | null = null;
  for (const season of seasons) {
    if (latest && season.returnUntil <= latest.returnUntil) continue;
    if (inSeason(season, line) === 'holds') latest = season;
  }
  return latest;
}
