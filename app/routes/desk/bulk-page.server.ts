import { data } from 'react-router';
import { z } from 'zod';
import { requireFresh, type WantedProof } from '#app/http/fresh.server.ts';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { type ConfirmRefusal, confirmBulk, UNDO_SECONDS, undoBulk } from '#app/services/confirm-bulk.server.ts';
import { type BulkView, type BulkViewRow, viewBulk } from '#app/services/view-bulk.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { proofProblems } from './proof-words.server.ts';

async function requireBulk({ deps, params, staff }: StaffArgs): Promise<BulkView> {
  const limits = deps.env.STEP_UP_LIMITS;
  const view = await viewBulk(deps, { id: (params.id ?? '').slice(0, 64), staffId: staff.id, limits });
  return view ?? fail(404, 'not-found');
}

/** A proposal, what waits to begin, or what became of it, in the reader's words. */
export async function loadBulkPage(args: StaffArgs) {
  const { t, locale, deps } = args;
  const view = await requireBulk(args);
  const wanted = view.state === 'proposed' ? await wantedProof(view, args, null) : null;
  const held = (row: BulkViewRow) => wanted !== null && row.aboveLimit;
  const ready = view.rows.filter((row) => row.outcome === 'ready');
  const done = view.rows.filter((row) => row.outcome === 'done');
  const rest = view.rows.filter((row) => row.outcome === 'refused');
  return {
    ...{ state: view.state, secondsLeft: view.secondsLeft, proof: wanted, undoSeconds: UNDO_SECONDS },
    ready: group(ready, args, held),
    done: group(done, args),
    excluded: group(
      view.rows.filter((row) => row.outcome === 'excluded'),
      args,
    ),
    refused: group(rest, args),
    // Without a proof only these go.
    sure: group(
      ready.filter((row) => !held(row)),
      args,
    ),
    again: rest.map((row) => row.returnId),
    key: deps.ids.next(),
    waiting: t('queue:bulk.waiting', { number: formatCount(view.secondsLeft, locale) }),
  };
}

/** Null when all of it together is not above the limit or the person proved lately who they are. */
async function wantedProof(view: BulkView, args: StaffArgs, shown: string | null): Promise<WantedProof | null> {
  const currency = view.rows.find((row) => row.aboveLimit)?.currency;
  if (currency === undefined) return null;
  const ready = view.rows.filter((row) => row.outcome === 'ready' && row.currency === currency);
  return requireFresh(args, { amount: ready.reduce((sum, row) => sum + row.amount, 0), currency }, shown);
}

function group(
  rows: readonly BulkViewRow[],
  { t, locale }: StaffArgs,
  held: (row: BulkViewRow) => boolean = () => false,
) {
  const sums = new Map<string, number>();
  for (const { amount, currency } of rows) if (currency !== '') sums.set(currency, (sums.get(currency) ?? 0) + amount);
  const amounts = [...sums].map(([currency, amount]) => formatMoney({ amount, currency }, locale));
  return {
    count: rows.length,
    countText: t('queue:bulk.count', { number: formatCount(rows.length, locale) }),
    amounts: amounts.join(', '),
    rows: rows.map((row) => ({
      id: row.returnId,
      href: `/desk/returns/${row.returnId}`,
      code: row.rmaCode === null ? '–' : formatRmaCode(row.rmaCode),
      order: row.orderNumber,
      amount: row.currency === '' ? '' : formatMoney({ amount: row.amount, currency: row.currency }, locale),
      why: row.code === null ? '' : t(`queue:bulk.code.${codeKey(row.code)}`),
      held: held(row),
    })),
  };
}

const CODES = [
  ...(['not-found', 'cancelled', 'already-decided', 'not-inspected', 'review', 'judgement'] as const),
  ...(['not-payable', 'found-at-dock', 'needs-approval', 'step-up', 'stale', 'amount-changed'] as const),
];

/** The last word of a refusal says it. */
const codeKey = (code: string) => CODES.find((one) => one === code.slice(code.lastIndexOf('.') + 1)) ?? 'other';

const fields = z.object({ intent: z.string().max(20).catch(''), proof: z.string().max(1000).catch('') });

/** Confirms the proposal, calls it back, or discards it. */
export async function takeBulkForm(args: StaffArgs) {
  const { request, deps, staff } = args;
  const view = await requireBulk(args);
  const form = await parseForm(request, fields, { maxBytes: 8192 });
  if (!form.ok) return fail(422, 'invalid');
  const { intent, proof } = form.data;
  const own = { id: view.id, staffId: staff.id };
  if (intent === 'undo' || intent === 'discard') {
    const undone = await undoBulk(deps, own);
    if (!undone.ok) return refused(undone.refusal.code, args);
    throw redirectTo(intent === 'discard' ? '/desk' : `/desk/bulk/${view.id}`);
  }
  if (intent !== 'confirm') return fail(422, 'invalid');
  // Whoever shows nothing leaves out what is above their limit; what is shown wrongly is told.
  const wanted = await wantedProof(view, args, proof === '' ? null : proof);
  if (wanted?.problem) return data({ problems: proofProblems(wanted, args.t) }, { status: wanted.status });
  const limits = deps.env.STEP_UP_LIMITS;
  const confirmed = await confirmBulk(deps, { ...own, proved: wanted === null, limits });
  if (!confirmed.ok) return refused(confirmed.refusal.code, args);
  throw redirectTo(`/desk/bulk/${view.id}`);
}

function refused(code: ConfirmRefusal, { t }: StaffArgs) {
  if (code === 'bulk.not-found') return fail(404, 'not-found');
  return data({ problems: [{ field: '', message: t(`terms:code.${code}`) }] }, { status: 409 });
}
