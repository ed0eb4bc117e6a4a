import { Readable } from 'node:stream';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import type { Result } from '#app/services/deps.ts';
import { importOrders } from '#app/services/import-orders.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { findOrderByNumberKey, loadOrder } from '#db/orders.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { findReturnByRma, loadReturn } from '#db/returns.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { answerAll } from '#tests/app/services/customer/arrange.ts';
import type { Act, Answer } from './said.ts';

/** What is asked of the services; the clock and the workers are the process's own. */
export type ServiceAct = Exclude<Act, { act: 'time' | 'work' }>;
type ActOf<Name extends Act['act']> = Extract<Act, { act: Name }>;

const done = (told: Record<string, unknown> = {}): Answer => ({ kind: 'done', told });
const refused = (code: string): Answer => ({ kind: 'refused', code });
const answerOf = (result: Result<object>): Answer => (result.ok ? done() : refused(result.refusal.code));

/** Does what was asked through the services, and says what they said. What they throw comes out. */
export async function perform(deps: EffectDeps, act: ServiceAct): Promise<Answer> {
  switch (act.act) {
    case 'sell':
      return sell(deps, act);
    case 'draft':
      return done(await answerAll(deps, act.orderId, act.chosen, { travel: 'own' }));
    case 'send': {
      const sent = await requestReturn(deps, { orderId: act.orderId, draftId: act.draftId, locale: 'en' });
      return sent.ok ? done({ returnId: sent.returnId, rmaCode: sent.rmaCode }) : refused(sent.refusal.code);
    }
    case 'receive':
      return receive(deps, act);
    case 'decide':
      return decide(deps, act);
    case 'cancel':
      return answerOf(await cancelReturn(deps, { orderId: act.orderId, rmaCode: act.rmaCode }));
    case 'hear':
      return hear(deps, act);
  }
}

async function sell(deps: EffectDeps, { csv, number }: ActOf<'sell'>): Promise<Answer> {
  const result = await importOrders(deps, Readable.from([Buffer.from(csv)]));
  if (!result.ok) return refused(result.refusal.code);
  const [problem] = result.summary.problems;
  if (problem) return refused(problem.code);
  const known = orderNumberKey(number);
  const found = known.ok ? await findOrderByNumberKey(deps.db, known.key) : null;
  const order = found && (await loadOrder(deps.db, found.id));
  if (!order) return refused('order.not-there');
  return done({ orderId: order.id, lines: order.lines.map(({ id: lineId, quantity }) => ({ lineId, quantity })) });
}

async function receive(deps: EffectDeps, { rmaCode }: ActOf<'receive'>): Promise<Answer> {
  const row = await findReturnByRma(deps.db, rmaCode);
  const lines = row ? await listReturnLines(deps.db, row.id) : [];
  const counts = lines.map(({ id: lineId, quantity: received }) => ({
    lineId,
    received,
    grade: 'as-new' as const,
    note: null,
  }));
  return answerOf(await receiveParcel(deps, { rmaCode, staffId: 'dock', counts }));
}

async function decide(deps: EffectDeps, { returnId, version }: ActOf<'decide'>): Promise<Answer> {
  const row = await loadReturn(deps.db, returnId);
  const lines = await listReturnLines(deps.db, returnId);
  const decisions = lines.map(({ id: lineId, quantity }) => ({ lineId, type: 'accept' as const, quantity }));
  const seen = version ?? row?.version ?? 0;
  const decided = await decideReturn(deps, { returnId, version: seen, staffId: 'agent', decisions });
  return decided.ok ? done({ total: decided.quote.total }) : refused(decided.refusal.code);
}

async function hear(deps: EffectDeps, { body, signature }: ActOf<'hear'>): Promise<Answer> {
  const verdict = deps.gateways.payments.parseWebhook(body, signature, deps.clock());
  if (!verdict.ok) return refused(verdict.code);
  await receiveStripeEvent(deps, verdict.event);
  return done({ eventId: verdict.event.id });
}
