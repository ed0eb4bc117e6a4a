import { z } from 'zod';
import type { Verdict } from '#app/components/staff/scan/verdict.ts';
import { parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatInstant } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { findReturns } from '#app/services/find-return.server.ts';
import { recordScan } from '#app/services/record-scan.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { type Arrivals, receiptOf, viewArrivals } from '#app/services/view-arrivals.server.ts';
import { findScan, viewScan } from '#app/services/view-scan.server.ts';
import { viewWaiting, type Waiting } from '#app/services/view-waiting.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode, parseRmaCode } from '#machines/rma-code.ts';
import { choiceOf, countAt, verdictWords } from './scan-words.server.ts';
import { deviceId } from './sync-body.ts';

/** What the dock's first page shows; a code in the address that means one return leads on to it at once, and is no arrival: looking changes nothing. */
export async function loadScanPage(args: StaffArgs) {
  const { deps, url, staff } = args;
  const typed = url.searchParams.get('code');
  const said = typed === null ? await afterAct(args) : await look(args, typed);
  const [arrivals, waiting] = await Promise.all([viewArrivals(deps), viewWaiting(deps)]);
  const page = {
    ...{ verdict: said.verdict, tone: said.tone, typed: (typed ?? '').slice(0, 512) },
    ...{ arrivals: arrivalRows(arrivals, args), waiting: waitingRows(waiting, arrivals.timeZone, args) },
    mayReceive: may(staff.role, 'dock.receive'),
    scanId: deps.ids.next(),
  };
  return { status: said.status, page };
}

type Said = { status: number; tone: 'info' | 'success' | null; verdict: Verdict | null };

const scanForm = z.object({ code: z.string().max(4096).default(''), id: deviceId.optional().catch(undefined) });

/** A scan from a form, where scripts do not run: kept as an arrival, and told on the next page. */
export async function takeScanForm({ request, deps, staff }: StaffArgs): Promise<Response> {
  const form = await parseForm(request, scanForm);
  // What a scanner sends between two elements is no text for a form, and is read all the same.
  const code = (form.ok ? form.data.code : form.values.code) ?? '';
  if (code.trim() === '') return redirectTo('/dock?code=');
  const now = deps.clock().epochMilliseconds;
  const scan = { id: (form.ok && form.data.id) || deps.ids.next(), code, scannedAt: now };
  const recorded = await recordScan(deps, { device: `form-${staff.id}`, sentAt: now, staffId: staff.id }, scan);
  if (!recorded.ok) return redirectTo(`/dock?code=${encodeURIComponent(code.slice(0, 200))}`);
  const go = countAt(await viewScan(deps.db, recorded.scan));
  return redirectTo(go ?? `/dock?scan=${recorded.scan.id}`);
}

async function look({ deps, t }: StaffArgs, typed: string): Promise<Said> {
  const found = await findReturns(deps, typed);
  if (found.ok) {
    const [only, ...others] = found.returns;
    if (only && others.length === 0) throw redirectTo(`/dock/${only.rmaCode}`);
    const links = found.returns.map((one) => choiceOf(one, t));
    const words = { title: t('staff:dock.verdict.several.title'), text: t('staff:dock.verdict.several.text') };
    return { status: 200, tone: 'info', verdict: { id: '', result: 'unknown', go: null, links, ...words } };
  }
  const reason = found.refusal.code.slice('scan.'.length);
  const empty = reason === 'empty';
  const nothing = { foundParcelId: null, before: null, order: null, returns: [], clockWrong: false };
  const view = { id: '', code: typed, result: 'unknown', reason, ...nothing } as const;
  const words = verdictWords(view, { t, locale: 'en', timeZone: 'UTC' });
  return { status: empty ? 200 : 404, tone: empty ? 'info' : null, verdict: { ...words, links: [] } };
}

/** What the address says is believed only where it is so: it names a scan that was made, or a return that is received. */
async function afterAct({ deps, url, t, locale }: StaffArgs): Promise<Said> {
  const nothing: Said = { status: 200, tone: null, verdict: null };
  const scan = await findScan(deps.db, (url.searchParams.get('scan') ?? '').slice(0, 64));
  if (scan) return { ...nothing, verdict: verdictWords(scan, { t, locale, timeZone: await shopZone(deps.db) }) };
  const received = parseRmaCode(url.searchParams.get('received') ?? '');
  const receipt = received.ok ? await receiptOf(deps, received.code) : null;
  if (!received.ok || !receipt) return nothing;
  const title = t('staff:dock.verdict.received.title', { code: formatRmaCode(received.code) });
  const words = { title, text: t(receipt.decided ? 'dock-said:received.decided' : 'staff:dock.verdict.received.text') };
  return { ...nothing, tone: 'success', verdict: { id: '', result: 'ok', go: null, links: [], ...words } };
}

function waitingRows({ rows, more, found }: Waiting, timeZone: string, { t, locale }: StaffArgs) {
  return {
    ...{ more, found },
    rows: rows.map(({ rmaCode, orderNumber, age, arrivedAt, scannedBy }) => ({
      ...{ href: `/dock/${rmaCode}`, code: formatRmaCode(rmaCode), order: orderNumber, who: scannedBy },
      age: t(`dock-said:age.${age.unit}`, { count: age.count }),
      since: formatInstant(arrivedAt, timeZone, locale),
      old: age.unit === 'day',
    })),
  };
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
        // A return whose count was decided at once by a rule was received all the same.
        state:
          known === 'received'
            ? t('dock-said:received.state')
            : t('dock-said:received.then', { state: known ? t(`terms:state.return.${known}`) : state }),
        when: formatInstant(receivedAt, timeZone, locale),
      };
    }),
  };
}
