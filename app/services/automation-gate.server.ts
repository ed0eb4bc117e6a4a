import { listDisputesOfOrders } from '#db/automation-acts.ts';
import { returnsWithFindings } from '#db/dock-counts.ts';
import type { Reader } from '#db/open.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import { returnsWithSignals } from '#db/return-signals.ts';
import { standingOfAll } from '#machines/dispute.ts';
import { wantsPerson } from './frozen-verdict.server.ts';

/** A return that a rule is about to pay. `amount` in minor units of `currency`. */
export interface GateSubject {
  readonly returnId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
  readonly lines: readonly ReturnLine[];
}

export const VETO_CODES = ['veto.policy-review', 'veto.dispute', 'veto.dock', 'veto.signal'] as const;
export type VetoCode = (typeof VETO_CODES)[number];

/** The returns, among many, that no rule may pay, and that are left to a person. Reads only, all of them at once. */
type Veto = (db: Reader, subjects: readonly GateSubject[]) => Promise<ReadonlySet<string>>;

/**
 * Everything that stands between a rule and the money. What else is to stop a rule gets a line here: it then holds for what rules do and for what a
 * trial of them shows.
 */
const VETOES: Readonly<Record<VetoCode, Veto>> = {
  'veto.policy-review': async (_, subjects) =>
    idsOf(subjects.filter(({ lines }) => lines.some((line) => wantsPerson(line)))),
  'veto.dispute': async (db, subjects) => {
    const orderIds = [...new Set(subjects.map(({ orderId }) => orderId))];
    const disputes = Map.groupBy(await listDisputesOfOrders(db, orderIds), ({ orderId }) => orderId);
    return idsOf(subjects.filter(({ orderId }) => standingOfAll(disputes.get(orderId) ?? []) !== 'free'));
  },
  'veto.dock': (db, subjects) => returnsWithFindings(db, returnIdsOf(subjects)),
  'veto.signal': (db, subjects) => returnsWithSignals(db, returnIdsOf(subjects)),
};

const returnIdsOf = (subjects: readonly GateSubject[]) => subjects.map(({ returnId }) => returnId);

const idsOf = (subjects: readonly GateSubject[]): ReadonlySet<string> =>
  new Set(subjects.map(({ returnId }) => returnId));

/** The first veto on each return, by return id; a return that is not in it may be paid by a rule as far as anybody here knows. */
export async function vetoesOn(db: Reader, subjects: readonly GateSubject[]): Promise<Map<string, VetoCode>> {
  const found = new Map<string, VetoCode>();
  if (subjects.length === 0) return found;
  for (const code of VETO_CODES) {
    for (const returnId of await VETOES[code](db, subjects)) if (!found.has(returnId)) found.set(returnId, code);
  }
  return found;
}
