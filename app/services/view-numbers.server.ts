import { countOverdue, countRequested, countWaiting, medians, type Span, TIMES, type Time } from '#db/numbers.ts';
import type { Reader } from '#db/open.ts';
import { csvLine } from './csv-line.ts';
import type { ServiceDeps } from './deps.ts';
import { shopZone } from './shop-zone.server.ts';

export const USUAL_DAYS = 30;
export const MOST_DAYS = 366;

/** How returns are doing, in one country or in all (null). Times are medians in milliseconds; null: it has happened to none. */
export type Figures = Readonly<Record<Time, number | null>> & {
  readonly country: string | null;
  readonly requested: number;
  readonly waiting: number;
  readonly overdue: number;
};

export interface Numbers {
  /** Local days of the shop, both within; ISO dates. */
  readonly from: string;
  readonly to: string;
  /** All of them first, then by country code. */
  readonly rows: readonly [Figures, ...Figures[]];
}

/** The figures of so many days of the shop, today the last of them. What waits and what is overdue is so now, whenever it was asked for. */
export async function viewNumbers({ db, clock }: Pick<ServiceDeps, 'db' | 'clock'>, days: number): Promise<Numbers> {
  const now = clock();
  const zone = await shopZone(db);
  const to = now.toZonedDateTimeISO(zone).toPlainDate();
  const from = to.subtract({ days: days - 1 });
  const since = from.toZonedDateTime(zone).toInstant();
  const until = to.add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const rows = await readFigures(db, { since, until }, now);
  return { from: from.toString(), to: to.toString(), rows };
}

async function readFigures(db: Reader, span: Span, now: Temporal.Instant): Promise<[Figures, ...Figures[]]> {
  const [requested, waiting, overdue] = await Promise.all([
    countRequested(db, span),
    countWaiting(db),
    countOverdue(db, now),
  ]);
  const times = new Map<Time, ReadonlyMap<string, number>>();
  for (const time of TIMES) times.set(time, await medians(db, time, span));
  const countries = [...new Set([...requested.keys(), ...waiting.keys(), ...overdue.keys()])].toSorted();
  const timesOf = (key: string) => ({
    response: times.get('response')?.get(key) ?? null,
    receipt: times.get('receipt')?.get(key) ?? null,
    money: times.get('money')?.get(key) ?? null,
    whole: times.get('whole')?.get(key) ?? null,
  });
  const all = { requested: total(requested), waiting: total(waiting), overdue: total(overdue) };
  const rows = countries.map((country) => ({
    ...{ country, requested: requested.get(country) ?? 0, waiting: waiting.get(country) ?? 0 },
    ...{ overdue: overdue.get(country) ?? 0, ...timesOf(country) },
  }));
  return [{ country: null, ...all, ...timesOf('') }, ...rows];
}

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, one) => sum + one, 0);

/** The figures as CSV; times in whole seconds, empty where it has happened to none. `ALL` heads the row of all countries. */
export async function* numbersCsv(deps: Pick<ServiceDeps, 'db' | 'clock'>, days: number): AsyncGenerator<string> {
  const { from, to, rows } = await viewNumbers(deps, days);
  const heads = ['from', 'to', 'country', 'requested', 'waiting_now', 'overdue_now'];
  yield csvLine([...heads, ...TIMES.map((time) => `${time}_median_seconds`)]);
  for (const row of rows) {
    const counts = [row.requested, row.waiting, row.overdue];
    yield csvLine([from, to, row.country ?? 'ALL', ...counts, ...TIMES.map((time) => seconds(row[time]))]);
  }
}

const seconds = (milliseconds: number | null): number | null =>
  milliseconds === null ? null : Math.round(milliseconds / 1000);
