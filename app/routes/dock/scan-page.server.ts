import type { NoticeTone } from '#app/components/notice.tsx';
import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatInstant } from '#app/i18n/format.ts';
import { type FindRefusal, type FoundReturn, findReturns } from '#app/services/find-return.server.ts';
import { type Arrivals, viewArrivals, wasReceived } from '#app/services/view-arrivals.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode, parseRmaCode } from '#machines/rma-code.ts';

interface Verdict {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly text: string;
}

const keyOf = {
  'scan.empty': 'empty',
  'scan.misread': 'misread',
  'scan.unknown': 'unknown',
  'scan.no-returns': 'no-returns',
} as const satisfies Record<FindRefusal, string>;

/** What the dock's first page shows; a code that means one return leads on to it at once. */
export async function loadScanPage(args: StaffArgs) {
  const { deps, url } = args;
  const typed = url.searchParams.get('code');
  const scanned = typed === null ? await afterReceiving(args) : await scan(args, typed);
  const arrivals = arrivalRows(await viewArrivals(deps), args);
  return { status: scanned.status, page: { ...scanned, typed: (typed ?? '').slice(0, 512), arrivals } };
}

async function scan(args: StaffArgs, typed: string) {
  const { deps, t } = args;
  const found = await findReturns(deps, typed);
  if (!found.ok) {
    const key = keyOf[found.refusal.code];
    const tone: NoticeTone = key === 'empty' ? 'info' : 'danger';
    const verdict = { tone, title: t(`staff:dock.verdict.${key}.title`), text: t(`staff:dock.verdict.${key}.text`) };
    return { status: key === 'empty' ? 200 : 404, verdict, choices: [] };
  }
  const [only, ...others] = found.returns;
  if (only && others.length === 0) throw redirectTo(`/dock/${only.rmaCode}`);
  const verdict: Verdict = {
    ...{ tone: 'info', title: t('staff:dock.verdict.several.title'), text: t('staff:dock.verdict.several.text') },
  };
  return { status: 200, verdict, choices: found.returns.map((one) => choice(one, args)) };
}

function choice({ rmaCode, state }: FoundReturn, { t }: StaffArgs) {
  const known = RETURN_STATES.find((one) => one === state);
  return {
    href: `/dock/${rmaCode}`,
    code: formatRmaCode(rmaCode),
    note: known ? t(`terms:state.return.${known}`) : '',
  };
}

/** The code comes back in the address, so it is believed only when it names a return that is received. */
async function afterReceiving({ deps, url, t }: StaffArgs) {
  const received = parseRmaCode(url.searchParams.get('received') ?? '');
  if (!received.ok || !(await wasReceived(deps, received.code))) return { status: 200, verdict: null, choices: [] };
  const title = t('staff:dock.verdict.received.title', { code: formatRmaCode(received.code) });
  const verdict: Verdict = { tone: 'success', title, text: t('staff:dock.verdict.received.text') };
  return { status: 200, verdict, choices: [] };
}

function arrivalRows({ arrivals, today, timeZone }: Arrivals, { t, locale }: StaffArgs) {
  return {
    today: today.more
      ? t('staff:dock.arrivals.today-more', { number: formatCount(today.count, locale) })
      : t('staff:dock.arrivals.today', { count: today.count }),
    rows: arrivals.map(({ rmaCode, orderNumber, state, pieces, receivedAt }) => {
      const known = RETURN_STATES.find((one) => one === state);
      return {
        href: `/dock/${rmaCode}`,
        code: formatRmaCode(rmaCode),
        order: orderNumber,
        pieces: formatCount(pieces, locale),
        state: known ? t(`terms:state.return.${known}`) : state,
        when: formatInstant(receivedAt, timeZone, locale),
      };
    }),
  };
}
