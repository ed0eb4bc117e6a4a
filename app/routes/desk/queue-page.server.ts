import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { localeFacts } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { may } from '#app/permissions.ts';
import { type FindRefusal, findReturns } from '#app/services/find-return.server.ts';
import {
  type ParkedTask,
  QUEUE_VIEWS,
  type QueueRow,
  type QueueView,
  viewQueue,
} from '#app/services/view-queue.server.ts';
import { countWaiting } from '#app/services/view-withdrawals.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { dueWords } from './due-words.server.ts';
import { failureWords } from './failure-words.ts';
import { providerWords } from './outside-words.server.ts';

const findKeys = {
  'scan.empty': 'empty',
  'scan.misread': 'misread',
  'scan.unknown': 'unknown',
  'scan.no-returns': 'no-returns',
} as const satisfies Record<FindRefusal, string>;

/** The queue in one of its views, with what was looked for and what waits for a person. */
export async function loadQueuePage(args: StaffArgs) {
  const { deps, url, staff } = args;
  const found = await find(args);
  const view = QUEUE_VIEWS.find((one) => one === url.searchParams.get('view')) ?? 'decide';
  const queue = await viewQueue(deps, {
    view,
    after: url.searchParams.get('after'),
    before: url.searchParams.get('before'),
  });
  return {
    view,
    tabs: QUEUE_VIEWS.map((name) => ({ name, href: hrefOf(name), ...queue.counts[name], current: name === view })),
    withdrawals: await countWaiting(deps),
    rows: queue.rows.map((row) => rowWords(row, queue, args)),
    next: queue.next && `${hrefOf(view)}&after=${queue.next}`,
    previous: queue.previous && `${hrefOf(view)}&before=${queue.previous}`,
    parked: { ...queue.parked.count, tasks: queue.parked.tasks.map((task) => taskWords(task, args.t)) },
    mayRetry: may(staff.role, 'desk.decide'),
    found,
    provider: await providerWords(args),
    others: [
      { href: '/desk/automation', label: args.t('automation:title') },
      { href: '/desk/numbers', label: args.t('automation:numbers') },
    ],
  };
}

export const hrefOf = (view: (typeof QUEUE_VIEWS)[number]): string => `/desk?view=${view}`;

async function find(args: StaffArgs) {
  const { deps, url, t } = args;
  const typed = url.searchParams.get('find');
  if (typed === null) return null;
  const found = await findReturns(deps, typed);
  const shown = typed.slice(0, 512);
  if (!found.ok) return { typed: shown, problem: t(`staff:desk.find.${findKeys[found.refusal.code]}`), choices: [] };
  const [only, ...others] = found.returns;
  if (only && others.length === 0) throw redirectTo(`/desk/returns/${only.id}`);
  const choices = found.returns.map(({ id, rmaCode, state }) => {
    const known = RETURN_STATES.find((one) => one === state);
    return {
      href: `/desk/returns/${id}`,
      code: formatRmaCode(rmaCode),
      note: known ? t(`terms:state.return.${known}`) : '',
    };
  });
  return { typed: shown, problem: null, choices };
}

function rowWords(row: QueueRow, queue: QueueView, { t, locale }: StaffArgs) {
  const { id, country, pieces, requestedAt, closedAt, failure, task } = row;
  const when = (instant: string) => formatInstant(instant, queue.timeZone, locale);
  return {
    id,
    href: `/desk/returns/${id}`,
    code: formatRmaCode(row.rmaCode),
    order: row.orderNumber,
    country: countryName(country, localeFacts[locale].format),
    pieces,
    total: formatMoney({ amount: row.total, currency: row.currency }, locale),
    requested: when(requestedAt),
    closed: closedAt ? when(closedAt) : '',
    failure: [failure && failureWords(failure, t), task && t(`rescue:to-do.${task}`)].filter(Boolean).join(' – '),
    review: row.review,
    due: dueWords(row.due, { t, locale }),
  };
}

/** A country in the reader's language; a code that Intl does not know stays as it is. */
export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
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
