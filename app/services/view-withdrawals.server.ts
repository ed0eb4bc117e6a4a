import { type Capped, COUNTED_AT_MOST, capped } from '#db/capped.ts';
import {
  countWithdrawals,
  listMatchedOrders,
  listWithdrawals,
  type MatchedOrder,
  type WithdrawalPlace,
  type WithdrawalRow,
} from '#db/withdrawals.ts';
import { restore } from '#machines/kernel.ts';
import { refundDeadline } from '#machines/policy/index.ts';
import type { WithdrawalProblem, WithdrawalState } from '#machines/withdrawal/index.ts';
import { WITHDRAWAL_STATES, withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import type { ServiceDeps } from './deps.ts';
import { type LegalDue, legalDue } from './legal-due.server.ts';
import { shopZone } from './shop-zone.server.ts';

/** The desk's views of the statements, the urgent one first. */
export const WITHDRAWAL_VIEWS = ['waiting', 'joined', 'done'] as const;
export type WithdrawalViewName = (typeof WITHDRAWAL_VIEWS)[number];

const statesOf: Readonly<Record<WithdrawalViewName, readonly WithdrawalState[]>> = {
  waiting: ['needs-person', 'recorded'],
  joined: ['joined'],
  done: ['answered', 'repeated'],
};

const PAGE = 50;

export interface WithdrawalListRow {
  readonly id: string;
  readonly caseCode: string;
  readonly name: string;
  readonly contract: string;
  readonly state: WithdrawalState;
  readonly problem: WithdrawalProblem | null;
  readonly late: boolean;
  /** Nothing of the order has left yet: the shipment can still be stopped. */
  readonly stop: boolean;
  readonly submittedAt: string;
  readonly due: LegalDue;
  readonly returnId: string | null;
}

export interface WithdrawalList {
  readonly view: WithdrawalViewName;
  readonly timeZone: string;
  readonly rows: readonly WithdrawalListRow[];
  readonly counts: Readonly<Record<WithdrawalViewName, Capped>>;
  /** The place to go on from, as the address carries it; null on the last page. */
  readonly next: string | null;
}

/** A page of the statements in one view: what waits by its legal due date, what is done from its end. */
export async function viewWithdrawals(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: { readonly view: WithdrawalViewName; readonly after?: string | null },
): Promise<WithdrawalList> {
  const found = await listWithdrawals(db, {
    states: statesOf[asked.view],
    after: readPlace(asked.after),
    newestFirst: asked.view !== 'waiting',
    limit: PAGE + 1,
  });
  const rows = found.slice(0, PAGE);
  const orders = await listMatchedOrders(
    db,
    rows.flatMap(({ orderId }) => orderId ?? []),
  );
  const last = rows.at(-1);
  const [waiting, joined, done] = await Promise.all(WITHDRAWAL_VIEWS.map((view) => countView(db, view)));
  const none = { count: 0, more: false };
  return {
    view: asked.view,
    timeZone: await shopZone(db),
    rows: rows.map((row) => rowOf(row, orders.get(row.orderId ?? '') ?? null, clock())),
    counts: { waiting: waiting ?? none, joined: joined ?? none, done: done ?? none },
    next: last && found.length > PAGE ? `${last.submittedAt.epochMilliseconds}_${last.id}` : null,
  };
}

/** How many statements wait for a person: for the link that leads to them. */
export const countWaiting = ({ db }: Pick<ServiceDeps, 'db'>): Promise<Capped> => countView(db, 'waiting');

async function countView(db: ServiceDeps['db'], view: WithdrawalViewName): Promise<Capped> {
  return capped(await countWithdrawals(db, statesOf[view], COUNTED_AT_MOST));
}

function rowOf(row: WithdrawalRow, order: MatchedOrder | null, now: Temporal.Instant): WithdrawalListRow {
  const { id, caseCode, name, contract, submittedAt, returnId } = row;
  const { problem } = withdrawalWorkflow.context.parse(restore(withdrawalWorkflow, row).context);
  return {
    ...{ id, caseCode, name, contract, returnId, problem, state: stateOf(row) },
    late: row.late === true,
    stop: order !== null && !order.dispatched,
    submittedAt: submittedAt.toString(),
    due: withdrawalDue(row, order, now),
  };
}

/** The state as the machine names it. */
export function stateOf(row: WithdrawalRow): WithdrawalState {
  const state = WITHDRAWAL_STATES.find((known) => known === row.state);
  if (!state) throw new Error(`withdrawal ${row.id} in an unknown state`);
  return state;
}

/**
 * By when the law wants the money back if the statement holds, counted from it. As long as no order is known the Directive is taken, which is the
 * strictest that counts from the statement. Whoever was answered waits for nothing.
 */
export function withdrawalDue(
  row: WithdrawalRow,
  order: Pick<MatchedOrder, 'country' | 'subdivision'> | null,
  now: Temporal.Instant,
): LegalDue {
  if (row.state === 'answered' || row.state === 'repeated') return { kind: 'none' };
  const { country, subdivision } = order ?? { country: 'DE', subdivision: null };
  const { submittedAt: noticeAt, timeZone } = row;
  const place = { country, subdivision, timeZone, noticeAt };
  const duty = refundDeadline({ ...place, goodsReceivedAt: null, proofOfDispatchAt: null });
  return legalDue({ refundDueAt: duty?.due?.endExclusive ?? null, timeZone }, now);
}

/** What no page of ours wrote is no place: the list begins at its start then. */
function readPlace(text: string | null | undefined): WithdrawalPlace | undefined {
  const [, ms, id] = /^(-?\d{1,15})_([\w.-]{1,100})$/.exec(text ?? '') ?? [];
  if (ms === undefined || id === undefined || Math.abs(Number(ms)) > 8.64e15) return undefined;
  return { submittedAt: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
