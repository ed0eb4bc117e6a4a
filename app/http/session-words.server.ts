import type { Staff } from '#app/auth/staff.server.ts';
import type { Deps, RequestInfo } from '#app/context.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';

/** When a session ends, and what a page says about it. */
export interface SessionWords {
  /** Changes with each prolongation. */
  readonly endsAt: string;
  /** Seconds from now until then, by the server's clock: that of a browser may be wrong. */
  readonly seconds: number;
  /** What is said shortly before: that one can stay, or that the session is over in any case. */
  readonly soon: string;
  readonly until: string;
  /** Null where nothing prolongs it any more. */
  readonly stay: string | null;
}

/** The end of the session at hand: half an hour after the last click, or twelve hours after it began, whichever comes first. Null for nobody. */
export async function sessionWords(
  staff: Staff | null,
  { deps, t, locale }: Pick<RequestInfo, 't' | 'locale'> & { readonly deps: Pick<Deps, 'db' | 'clock'> },
): Promise<SessionWords | null> {
  if (!staff) return null;
  const final = Temporal.Instant.compare(staff.overAt, staff.idleAt) <= 0;
  const end = final ? staff.overAt : staff.idleAt;
  const time = formatInstant(end.toString(), await shopZone(deps.db), locale);
  return {
    endsAt: end.toString(),
    seconds: Math.max(0, Math.floor(end.since(deps.clock()).total('seconds'))),
    soon: final ? t('access:session.final', { time }) : t('access:session.soon'),
    until: final ? t('access:session.final', { time }) : t('access:session.until', { time }),
    stay: final ? null : t('access:session.stay'),
  };
}
