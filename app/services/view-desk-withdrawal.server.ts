import type { Reader } from '#db/open.ts';
import { findOrderByNumberKey } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { listMatchedOrders, loadWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import { can, restore } from '#machines/kernel.ts';
import {
  type WithdrawalAnswer,
  type WithdrawalProblem,
  type WithdrawalState,
  withdrawalWorkflow,
} from '#machines/withdrawal/index.ts';
import type { ServiceDeps } from './deps.ts';
import { judgedAt } from './join-by-hand.server.ts';
import type { LegalDue } from './legal-due.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { earlierStatement, type StatementView, viewStatement } from './view-withdrawal.server.ts';
import { stateOf, withdrawalDue } from './view-withdrawals.server.ts';
import {
  loadWithdrawalCase,
  type StoredRight,
  storedRightSchema,
  WITHDRAWAL_REQUEST,
} from './withdrawal-case.server.ts';

export interface DeskWithdrawalLine {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  /** Pieces that can be returned; only lines with any are listed. */
  readonly left: number;
  /** Pieces that the statement names; 0: not named. */
  readonly named: number;
}

/** A statement with all that is known of it, for the person who decides what comes of it. */
export interface DeskWithdrawal extends StatementView {
  readonly version: number;
  readonly state: WithdrawalState;
  readonly problem: WithdrawalProblem | null;
  readonly answer: WithdrawalAnswer | null;
  readonly proved: boolean;
  readonly late: boolean;
  readonly stop: boolean;
  /** The zone of the shop, on whose clock staff look. */
  readonly shopZone: string;
  readonly due: LegalDue;
  /** What the law said of the order at the moment of the statement; null while no order is matched. */
  readonly right: StoredRight | null;
  readonly orderNumber: string | null;
  /** An order that has the number, but not the address; null when it is matched, or there is none. */
  readonly candidate: string | null;
  readonly lines: readonly DeskWithdrawalLine[];
  readonly made: { readonly id: string; readonly rmaCode: string } | null;
  readonly repeats: { readonly id: string; readonly caseCode: string } | null;
  readonly mayMatch: boolean;
  readonly mayJoin: boolean;
  readonly mayAnswer: boolean;
}

/** Null when there is no such statement. */
export async function viewDeskWithdrawal(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  { withdrawalId }: { readonly withdrawalId: string },
): Promise<DeskWithdrawal | null> {
  const row = await loadWithdrawal(db, withdrawalId);
  if (!row) return null;
  const { proved, problem, answer } = withdrawalWorkflow.context.parse(restore(withdrawalWorkflow, row).context);
  const order = row.orderId === null ? null : ((await listMatchedOrders(db, [row.orderId])).get(row.orderId) ?? null);
  const made = row.returnId === null ? null : await loadReturn(db, row.returnId);
  const earlier = await earlierStatement(db, row);
  const mayJoin = order !== null && can(withdrawalWorkflow, row, { type: 'join', returnId: 'any' });
  return {
    ...viewStatement(row),
    ...{ version: row.version, state: stateOf(row), problem, answer, proved, late: row.late === true },
    ...{ stop: order !== null && !order.dispatched, shopZone: await shopZone(db) },
    due: withdrawalDue(row, order, clock()),
    right: row.right === null ? null : storedRightSchema.parse(row.right),
    orderNumber: order?.number ?? null,
    candidate: order ? null : await candidateOf(db, row),
    lines: mayJoin ? await linesOf(db, row) : [],
    made: made && { id: made.id, rmaCode: made.rmaCode },
    repeats: earlier && row.repeatOf !== null ? { id: row.repeatOf, caseCode: earlier.caseCode } : null,
    mayMatch: can(withdrawalWorkflow, row, { type: 'match', orderId: 'any', problem: 'matched' }),
    mayJoin: mayJoin && row.state === 'needs-person',
    mayAnswer: can(withdrawalWorkflow, row, { type: 'answer', answer: 'late' }),
  };
}

async function candidateOf(db: Reader, { numberKey }: WithdrawalRow): Promise<string | null> {
  return numberKey === null ? null : ((await findOrderByNumberKey(db, numberKey))?.number ?? null);
}

/** What can become a return, judged as it is when it does. */
async function linesOf(db: Reader, row: WithdrawalRow): Promise<DeskWithdrawalLine[]> {
  const found = await loadWithdrawalCase(db, row.orderId ?? '', judgedAt(row));
  const { scope } = viewStatement(row);
  const lines = found?.orderCase.order.lines ?? [];
  return lines.flatMap(({ id, title, variant }) => {
    const verdict = found?.orderCase.judge(id, WITHDRAWAL_REQUEST)?.verdict;
    if (verdict?.outcome !== 'returnable' || verdict.quantityLeft === 0) return [];
    const left = verdict.quantityLeft;
    const stated = scope.kind === 'lines' ? (scope.lines.find((line) => line.lineId === id)?.quantity ?? 0) : 0;
    return [{ id, title, variant, left, named: scope.kind === 'all' ? left : Math.min(left, stated) }];
  });
}
