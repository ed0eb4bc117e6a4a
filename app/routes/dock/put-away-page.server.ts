import type { StaffArgs } from '#app/http.server.ts';
import { formatCount, formatDay } from '#app/i18n/format.ts';
import { PUT_AWAY_LIMIT, type PutAwayGroup, type PutAwayRow, viewPutAway } from '#app/services/view-put-away.server.ts';
import { DISPOSITIONS } from '#machines/dock/disposition.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** A day as a date field sends it; null for anything else, and for years in which no parcel came. */
function readDay(typed: string): Temporal.PlainDate | null {
  if (!/^20\d\d-\d\d-\d\d$/.test(typed)) return null;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** The put-away list of a day in the reader's words. A day that is none is told, and today's list stands below. */
export async function loadPutAway(args: StaffArgs) {
  const { deps, url, t, locale } = args;
  const typed = (url.searchParams.get('day') ?? '').trim().slice(0, 40);
  const day = readDay(typed);
  const place = DISPOSITIONS.find((one) => one === url.searchParams.get('place')) ?? null;
  const view = await viewPutAway(deps, { day, disposition: place });
  const wrong = typed !== '' && day === null;
  return {
    ...{ wrong, place, day: view.day, typed: wrong ? typed : view.day },
    dayWords: formatDay(view.day, locale),
    more: view.more ? t('parcel:put-away.more', { limit: formatCount(PUT_AWAY_LIMIT, locale) }) : null,
    groups: view.groups.map((group) => groupWords(group, args)),
  };
}

function groupWords({ disposition, warehouse, rows }: PutAwayGroup, args: StaffArgs) {
  const { t } = args;
  const place = t(`parcel:place.${disposition}`);
  return {
    id: `${disposition} ${warehouse}`,
    title: t('parcel:put-away.at', { place, warehouse }),
    pieces: t('parcel:put-away.count', { count: rows.reduce((sum, row) => sum + row.pieces, 0) }),
    rows: rows.map((row) => rowWords(row, args)),
  };
}

function rowWords({ id, rmaCode, sku, title, variant, pieces, grade, serials, waits }: PutAwayRow, args: StaffArgs) {
  const { t, locale } = args;
  const item = [title, variant].filter(Boolean).join(', ');
  // Nobody puts another thing on the shelf of what was sold.
  const other = grade === 'wrong-item';
  return {
    ...{ id, sku: other ? '–' : sku, href: `/dock/${rmaCode}`, parcel: formatRmaCode(rmaCode) },
    item: other ? t('parcel:put-away.instead', { item }) : item,
    pieces: formatCount(pieces, locale),
    grade: t(`terms:grade.${grade}`),
    notes: [
      ...(waits ? [t('parcel:put-away.waits')] : []),
      ...(serials.length > 0 ? [t('parcel:put-away.serials', { serials: serials.join(', ') })] : []),
    ],
  };
}
