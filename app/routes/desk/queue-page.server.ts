import { singleKeysOn } from '#app/http/keys-cookie.server.ts';
import type { StaffArgs } from '#app/http.server.ts';
import { countryNameIn } from '#app/i18n/country-name.ts';
import { formatCount, formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import { may } from '#app/permissions.ts';
import { filterQuery, readFilter } from '#app/services/desk-filter.ts';
import { QUEUE_VIEWS, type QueueViewName, readViewName } from '#app/services/queue-views.ts';
import { countForCare } from '#app/services/view-found.server.ts';
import { type ParkedTask, type QueueRow, SIFTED_AT_MOST, viewQueue } from '#app/services/view-queue.server.ts';
import { countWaiting } from '#app/services/view-withdrawals.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { dueWords } from './due-words.server.ts';
import { failureWords } from './failure-words.ts';
import { providerWords } from './outside-words.server.ts';
import { waitingWords } from './proposal-words.server.ts';
import { decidingPeople, filterWords } from './queue-filter.server.ts';
import { findWords } from './queue-find.server.ts';
import { viewWords } from './view-words.ts';

/** The queue in one of its views, with what was looked for and what waits for a person. */
export async function loadQueuePage(args: StaffArgs) {
  const { deps, url, staff, t, locale } = args;
  const found = await findWords(args);
  const view = readViewName(url.searchParams.get('view'));
  const reading = readFilter(url.searchParams);
  const places = { after: url.searchParams.get('after'), before: url.searchParams.get('before') };
  const [queue, people, beside, provider, waiting] = await Promise.all([
    viewQueue(deps, { view, staffId: staff.id, filter: reading.filter, ...places }),
    decidingPeople(args),
    besideWords(args),
    providerWords(args),
    waitingWords(args),
  ]);
  const own = [hrefOf(view), filterQuery(reading.typed)].filter((part) => part !== '').join('&');
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const filter = filterWords(reading, people, args);
  const { empty } = viewWords(view, t);
  return {
    ...{ view, found, filter, beside, provider, waiting, clear: hrefOf(view), query: own.slice('/desk?'.length) },
    tabs: QUEUE_VIEWS.map((name) => {
      const { label } = viewWords(name, t);
      return { name, label, href: hrefOf(name), ...queue.counts[name], current: name === view && !filter.open };
    }),
    saved: queue.saved.map(({ id, name, query, shared, count }) => {
      return { id, name, shared, count, href: `/desk?${query}`, current: `/desk?${query}` === own && filter.open };
    }),
    rows: queue.rows.map((row) => rowWords(row, queue.timeZone, nameOf, args)),
    next: queue.next && `${own}&after=${queue.next}`,
    previous: queue.previous && `${own}&before=${queue.previous}`,
    sifted: queue.sifted && {
      href: `${own}&after=${queue.sifted}`,
      text: t('queue:filter.sifted', { number: formatCount(SIFTED_AT_MOST, locale) }),
    },
    tooMany: queue.tooMany ? t('queue:filter.too-many', { number: formatCount(2000, locale) }) : null,
    empty: filter.open ? { title: t('queue:empty.filtered'), text: t('queue:empty.filtered-text') } : empty,
    parked: { ...queue.parked.count, tasks: queue.parked.tasks.map((task) => taskWords(task, t)) },
    mayDecide: may(staff.role, 'desk.decide'),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    // Made with the page: pressing a button of it twice is one act.
    key: deps.ids.next(),
    singleKeys: singleKeysOn(args.request, deps.env),
    others: [
      { href: '/desk/automation', label: args.t('automation:title') },
      { href: '/desk/numbers', label: args.t('automation:numbers') },
    ],
  };
}

/** What else waits for customer care beside the returns; found parcels only for those who may open them. */
async function besideWords({ deps, staff, t }: StaffArgs) {
  const withdrawals = { href: '/desk/withdrawals', label: t('staff:withdrawals.title'), ...(await countWaiting(deps)) };
  if (!may(staff.role, 'dock.read')) return [withdrawals];
  return [withdrawals, { href: '/dock/found?view=care', label: t('found:title'), ...(await countForCare(deps)) }];
}

export const hrefOf = (view: QueueViewName): string => `/desk?view=${view}`;

function rowWords(row: QueueRow, timeZone: string, nameOf: ReadonlyMap<string, string>, args: StaffArgs) {
  const { t, locale, staff } = args;
  const { id, country, pieces, requestedAt, closedAt, failure, task, assignedTo } = row;
  const when = (instant: string) => formatInstant(instant, timeZone, locale);
  return {
    id,
    href: `/desk/returns/${id}`,
    code: formatRmaCode(row.rmaCode),
    order: row.orderNumber,
    country: countryNameIn(country, locale),
    pieces,
    total: formatMoney({ amount: row.total, currency: row.currency }, locale),
    requested: when(requestedAt),
    closed: closedAt ? when(closedAt) : '',
    failure: [failure && failureWords(failure, t), task && t(`rescue:to-do.${task}`)].filter(Boolean).join(' – '),
    review: row.review,
    findings: row.findings,
    due: dueWords(row.due, { t, locale }),
    clock: clockWords(row, args),
    who: assignedTo === null ? '' : assignedTo === staff.id ? t('queue:row.you') : (nameOf.get(assignedTo) ?? '–'),
  };
}

/** Which clock runs, beside how it stands. */
function clockWords({ clock }: QueueRow, { t, locale }: StaffArgs): string {
  const { since, sendBy } = clock;
  const runs = since === 'none' ? null : t(`queue:clock.${since}`);
  const day = sendBy && formatDay(sendBy.lastDay, locale);
  const sends = day && t(sendBy.over ? 'queue:clock.send-over' : 'queue:clock.send-by', { day });
  return [runs, sends].filter(Boolean).join('. ');
}

const TASKS = [
  ...(['refund', 'refund-lookup', 'refund-event', 'mail', 'code-mail', 'label'] as const),
  ...(['refund-cancel', 'payment-cancel', 'dispute-event', 'charge-event', 'tax-reversal'] as const),
  ...(['withdrawal-join', 'withdrawal-mail'] as const),
];

function taskWords({ id, kind, returnId, error }: ParkedTask, t: Translate) {
  const known = TASKS.find((one) => one === kind) ?? 'other';
  return {
    id,
    name: t(`staff:desk.task.${known}`),
    code: error ?? '',
    href: returnId && `/desk/${kind.startsWith('withdrawal-') ? 'withdrawals' : 'returns'}/${returnId}`,
  };
}
