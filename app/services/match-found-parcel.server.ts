import { DatabaseError } from '#db/errors.ts';
import { type FoundParcel, insertMatch, loadFoundParcel, updateFoundParcel } from '#db/found-parcels.ts';
import type { Tx } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { carrierCode } from '#machines/scan/carrier-code.ts';
import {
  CLOSE_REASONS,
  type CloseReason,
  FOUND_STATES,
  type FoundEvent,
  type FoundState,
  nextFound,
} from '#machines/scan/found.ts';
import { type Refusal, type Result, refuse, type ServiceDeps } from './deps.ts';
import { findCode } from './find-return.server.ts';
import { learnParcelCode } from './learn-parcel-code.server.ts';
import { recordAct } from './record-act.server.ts';
import { arrive } from './record-scan.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

export type FoundRefusal =
  | 'found.not-found'
  | 'found.not-now'
  | 'found.no-order'
  | 'found.several'
  | 'found.return-over';

/** Whose it is: a return or an order that was offered, or a code as somebody typed it. */
export type MatchTarget =
  | { readonly kind: 'return'; readonly id: string }
  | { readonly kind: 'order'; readonly id: string }
  | { readonly kind: 'typed'; readonly code: string };

interface Input {
  readonly id: string;
  readonly staffId: string;
}

/**
 * Says whose a found parcel is. A return takes it as its arrival, and learns the carrier's number on it; an order without a return becomes a question for
 * customer care. Again and again for several orders in one box; the same twice changes nothing.
 */
export async function matchFoundParcel(
  deps: ServiceDeps,
  { id, staffId, target }: Input & { readonly target: MatchTarget },
): Promise<Result<{ readonly returnId: string | null }, FoundRefusal>> {
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const found = await taken(unit.tx, id, 'match');
    if (!found.ok) return found;
    const meant = await meantBy(unit.tx, target);
    if (!meant.ok) return meant;
    const { row, orderId } = meant;
    if (row && !(await arrives(unit, row, found.parcel))) return refuse('found.return-over', { state: row.state });
    const match = { foundParcelId: id, orderId, returnId: row?.id ?? null, matchedAt: unit.at, matchedBy: unit.actor };
    if (!(await insertMatch(unit.tx, match))) return { ok: true, returnId: row?.id ?? null };
    await settle(unit, found, {});
    const code = carrierCode(found.parcel.code);
    if (row && code) await learnParcelCode(unit, row.id, code);
    const subject = { subjectKind: 'found-parcel', subjectId: id, returnId: row?.id ?? null };
    await recordAct(unit, { act: 'found.match', ...subject, after: { orderId, returnId: row?.id ?? null } });
    return { ok: true, returnId: row?.id ?? null };
  });
}

/** Takes a found parcel off the shelf, with the reason. */
export async function closeFoundParcel(
  deps: ServiceDeps,
  { id, staffId, why }: Input & { readonly why: CloseReason },
): Promise<Result<object, FoundRefusal>> {
  return step(deps, { id, staffId }, 'close', (unit) => ({ closedAt: unit.at, closedWhy: why }));
}

/** Takes up again what was closed wrongly. */
export async function reopenFoundParcel(deps: ServiceDeps, input: Input): Promise<Result<object, FoundRefusal>> {
  return step(deps, input, 'reopen', () => ({ closedAt: null, closedWhy: null }));
}

async function step(
  deps: ServiceDeps,
  { id, staffId }: Input,
  event: Extract<FoundEvent, 'close' | 'reopen'>,
  changes: (unit: Unit) => Pick<FoundParcel, 'closedAt' | 'closedWhy'>,
): Promise<Result<object, FoundRefusal>> {
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const found = await taken(unit.tx, id, event);
    if (!found.ok) return found;
    const changed = changes(unit);
    await settle(unit, found, changed);
    const why = CLOSE_REASONS.find((one) => one === changed.closedWhy) ?? null;
    await recordAct(unit, { act: `found.${event}`, subjectKind: 'found-parcel', subjectId: id, why });
    return { ok: true };
  });
}

type Taken = { readonly ok: true; readonly parcel: FoundParcel; readonly next: FoundState };

async function taken(
  tx: Tx,
  id: string,
  event: FoundEvent,
): Promise<Taken | { ok: false; refusal: Refusal<FoundRefusal> }> {
  const parcel = await loadFoundParcel(tx, id);
  if (!parcel) return refuse('found.not-found');
  const state = FOUND_STATES.find((one) => one === parcel.state);
  if (!state) throw new Error(`found parcel ${id} is in the unknown state ${parcel.state}`);
  const next = nextFound(state, event);
  return next === null ? refuse('found.not-now', { state }) : { ok: true, parcel, next };
}

/** Somebody else was faster: everything is read again. */
async function settle(
  { tx }: Unit,
  { parcel, next }: Taken,
  changes: Partial<Pick<FoundParcel, 'closedAt' | 'closedWhy'>>,
): Promise<void> {
  if (!(await updateFoundParcel(tx, parcel, { ...changes, state: next })))
    throw new DatabaseError('conflict', `found parcel ${parcel.id} was changed meanwhile`);
}

type Meant = { readonly ok: true; readonly orderId: string; readonly row: ReturnRow | null };

async function meantBy(tx: Tx, target: MatchTarget): Promise<Meant | { ok: false; refusal: Refusal<FoundRefusal> }> {
  if (target.kind === 'return') {
    const row = await loadReturn(tx, target.id);
    return row ? { ok: true, orderId: row.orderId, row } : refuse('found.no-order');
  }
  if (target.kind === 'order') {
    const order = await loadOrder(tx, target.id);
    return order ? { ok: true, orderId: order.id, row: null } : refuse('found.no-order');
  }
  const code = await findCode(tx, target.code);
  if (!code.ok || code.found.what === 'parcel') return refuse('found.no-order');
  if (code.found.what === 'order') return { ok: true, orderId: code.found.order.id, row: null };
  const [row, ...others] = code.found.rows;
  if (!row || others.length > 0) return refuse('found.several');
  return { ok: true, orderId: row.orderId, row };
}

/** The found parcel is the return's arrival, since the moment it was found; false where nothing is awaited of it any more. */
async function arrives(unit: Unit, row: ReturnRow, { id, arrivedAt }: FoundParcel): Promise<boolean> {
  return (await arrive(unit, row, { scanId: `found-${id}`, arrivedAt })).result !== 'stop';
}
