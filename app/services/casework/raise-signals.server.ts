import { createHash } from 'node:crypto';
import { lastDockCount } from '#db/dock-counts.ts';
import { wasVoidLabelScanned } from '#db/dock-scans.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder, type Order } from '#db/orders.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { countPerson, countSameTrace, keepTraces, listTraces, replaceSignals } from '#db/return-signals.ts';
import { loadReturn, updateReturn } from '#db/returns.ts';
import { SHORT_DAYS, type Signal, type SignalFacts, signalsOf } from '#machines/signals/index.ts';
import { isKept, wantsPerson } from '../frozen-verdict.server.ts';
import type { Unit } from '../unit-of-work.server.ts';
import { weightsOfReturn } from './weights-of-return.server.ts';

const HOURS_OF_YEAR = 365 * 24;

/** Looks at a return in the transaction of what has just happened to it, and keeps what strikes: the queue marks it, and no rule pays by itself. */
export async function raiseSignals(unit: Unit, returnId: string): Promise<readonly Signal[]> {
  const { tx, at } = unit;
  const row = await loadReturn(tx, returnId);
  const order = row && (await loadOrder(tx, row.orderId));
  if (!row || !order) throw new Error(`return ${returnId} is gone`);
  await keepTraces(
    tx,
    tracesOf(order, row.requestedAt).map((trace) => ({ ...trace, returnId })),
  );
  const signals = await lookAtReturn(tx, returnId, at);
  await replaceSignals(tx, returnId, signals, at);
  const review = signals.length > 0 || (await listReturnLines(tx, returnId)).some(wantsPerson);
  if (review !== row.review) await updateReturn(tx, returnId, { review });
  return signals;
}

/** What strikes about a return now; empty for one that there is not. Reads only. */
export async function lookAtReturn(db: Reader, returnId: string, now: Temporal.Instant): Promise<readonly Signal[]> {
  const row = await loadReturn(db, returnId);
  const order = row && (await loadOrder(db, row.orderId));
  if (!row || !order) return [];
  const [since, recentSince] = [HOURS_OF_YEAR, SHORT_DAYS * 24].map((hours) => now.subtract({ hours }));
  if (!since || !recentSince) throw new Error('a span without a beginning');
  const lines = await listReturnLines(db, returnId);
  const count = await lastDockCount(db, returnId);
  const traces = await listTraces(db, returnId);
  const same = async (kind: string, from: Temporal.Instant) => {
    const trace = traces.find((one) => one.kind === kind);
    return trace ? countSameTrace(db, { kind, hash: trace.hash, since: from }) : { returns: 0, people: 0 };
  };
  const { emailKey } = order;
  const nobody = { bought: 0, returned: 0, recent: 0, claims: 0 };
  const facts: SignalFacts = {
    ...{ now, decidedAt: row.decidedAt, receivedAt: row.receivedAt, kept: lines.every(isKept) },
    weights: count && (await weightsOfReturn(db, { returnId, lines, order, count })),
    findings: (count?.findings ?? []).map(({ kind }) => kind),
    person: emailKey === null ? nobody : await countPerson(db, { emailKey, since, recentSince }),
    emailsAtAddress: (await same('address', since)).people,
    returnsOfCard: (await same('card', recentSince)).returns,
    voidedLabelCame: await wasVoidLabelScanned(db, row.orderId),
  };
  return signalsOf(facts);
}

const hashOf = (kind: string, text: string) => createHash('sha256').update(`${kind} ${text}`).digest('base64url');
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** An address folded to letters and digits; a card is its label together with the address, because four digits alone are many people's. */
function tracesOf({ address, emailKey, payments }: Order, at: Temporal.Instant) {
  const place = folded(`${address.country}${address.postcode}${address.city}${address.line1}`);
  const personHash = hashOf('person', emailKey ?? '');
  const card = payments.find(({ label }) => /\d{4}/.test(label ?? ''))?.label ?? null;
  const traces = [{ kind: 'address', hash: hashOf('address', place), personHash, at }];
  if (card !== null) traces.push({ kind: 'card', hash: hashOf('card', `${folded(card)} ${place}`), personHash, at });
  return traces;
}
