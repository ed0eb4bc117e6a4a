import { answerLine, dropLine } from '#app/services/answer-line.server.ts';
import { answerRefund } from '#app/services/answer-refund.server.ts';
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { chooseLines, reasonsFor } from '#app/services/choose-lines.server.ts';
import { type Decision, decideReturn } from '#app/services/decide-return.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { loadDraftCase } from '#app/services/load-draft.server.ts';
import { noteDispatch } from '#app/services/note-dispatch.server.ts';
import { loadOrderCase } from '#app/services/order-case.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { loadReturn } from '#db/returns.ts';
import { GRADES } from '#machines/line/index.ts';

/** What was driven how far, to see that a test has not driven nothing. */
export interface Driven {
  sent: number;
  decided: number;
  byPolicy: number;
}

/**
 * Takes what can be returned of an order through the real services, twice, to its decision. Which reasons, grades and decisions come up follows
 * from `turn`, so that many orders with one turn after the other see all of them.
 */
export async function driveReturns(deps: ServiceDeps, orderId: string, turn: number, driven: Driven): Promise<void> {
  for (const part of [0, 1]) {
    const returnId = await send(deps, orderId, turn + part);
    if (!returnId) continue;
    driven.sent += 1;
    const atOnce = await isDecided(deps, returnId);
    if (!atOnce && (turn + part) % 3 === 0) await noteDispatch(deps, { returnId, staffId: 'desk' });
    await count(deps, returnId, turn + part);
    if (await isDecided(deps, returnId)) driven.byPolicy += 1;
    else await decide(deps, returnId, turn + part);
    if (await isDecided(deps, returnId)) driven.decided += 1;
  }
}

async function send(deps: ServiceDeps, orderId: string, turn: number): Promise<string | null> {
  const orderCase = await loadOrderCase(deps.db, orderId, deps.clock());
  if (!orderCase) throw new Error(`there is no order ${orderId}`);
  const open = orderCase.order.lines.flatMap(({ id }) => {
    const reasons = reasonsFor(orderCase, id);
    const reason = reasons[turn % Math.max(1, reasons.length)];
    const left = orderCase.verdicts.get(id)?.quantityLeft ?? 0;
    return reason && left > 0 ? [{ lineId: id, quantity: Math.max(1, left - 1), reason }] : [];
  });
  if (open.length === 0) return null;
  const { draftId } = await beginDraft(deps, { orderId });
  const draft = { orderId, draftId };
  await chooseLines(deps, { ...draft, chosen: open.map(({ lineId, quantity }) => ({ lineId, quantity })) });
  let answered = 0;
  for (const { lineId, reason } of open) {
    const told = await answerLine(deps, { ...draft, lineId, reason, comment: 'As it says', seal: 'unbroken' });
    if (told.ok) answered += 1;
    else await dropLine(deps, { ...draft, lineId });
  }
  if (answered === 0) return null;
  await answerRefund(deps, { ...draft, refund: 'original' });
  const travels = (await loadDraftCase(deps.db, { id: draftId, orderId }, deps.clock()))?.circumstances.travels ?? [];
  const travel = travels[turn % Math.max(1, travels.length)];
  if (travel) await answerTravel(deps, { ...draft, travel });
  const sent = await requestReturn(deps, { ...draft, locale: 'en' });
  return sent.ok ? sent.returnId : null;
}

async function isDecided({ db }: ServiceDeps, returnId: string): Promise<boolean> {
  return (await loadReturn(db, returnId))?.decidedAt !== null;
}

async function count(deps: ServiceDeps, returnId: string, turn: number): Promise<void> {
  const row = await loadReturn(deps.db, returnId);
  const dock = row && (await viewDockReturn(deps, row.rmaCode));
  if (!dock?.mayCount) return;
  const counts = dock.lines.map((line, index) => {
    const grade = GRADES[(turn + index) % GRADES.length] ?? 'as-new';
    return { lineId: line.id, received: grade === 'missing' ? 0 : line.announced, grade, note: null };
  });
  await receiveParcel(deps, { rmaCode: dock.rmaCode, staffId: 'dock', counts });
}

async function decide(deps: ServiceDeps, returnId: string, turn: number): Promise<void> {
  const view = await viewDeskReturn(deps, returnId);
  if (!view?.mayDecide) return;
  const decisions = view.lines.map((line, index): Decision => {
    const { id: lineId, acceptable, suggested } = line;
    if (acceptable === 0 || (turn + index) % 5 === 4) return { lineId, type: 'reject', reason: 'other', note: null };
    if (!suggested) return { lineId, type: 'accept', quantity: acceptable };
    return { lineId, type: 'reduce', quantity: acceptable, deduction: 1, reason: 'signs-of-use', note: null };
  });
  const decided = await decideReturn(deps, { returnId, version: view.version, staffId: 'desk', decisions });
  if (decided.ok) return;
  const rejected = view.lines.map(({ id }): Decision => ({ lineId: id, type: 'reject', reason: 'other', note: null }));
  await decideReturn(deps, { returnId, version: view.version, staffId: 'desk', decisions: rejected });
}
