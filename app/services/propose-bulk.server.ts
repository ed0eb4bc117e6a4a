import { type BulkRow, insertBulk } from '#db/bulk-acts.ts';
import { hasFindings } from '#db/dock-counts.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { listPolicyVersions, type PublishedPolicy } from '#db/policy-versions.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { type FourEyesLimits, needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { can } from '#machines/kernel.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type Decision, prepareDecision } from './decide-return.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type DeskLine, viewDeskLine } from './desk-line.server.ts';
import { suggestDecision } from './suggest-decision.server.ts';
import { commit } from './unit-of-work.server.ts';

/** More than these nobody has looked at; what is above is refused whole. */
export const BULK_LIMIT = 500;

export type BulkRefusal = 'bulk.nothing' | 'bulk.too-many';

/** Why a return is left out of a proposal. */
export type Exclusion =
  | 'not-found'
  | 'cancelled'
  | 'already-decided'
  | 'not-inspected'
  | 'review'
  | 'judgement'
  | 'found-at-dock'
  | 'needs-approval'
  | 'not-payable';

/** The chosen returns, each once; refuses none, and more than five hundred. */
export function chosenReturns(ids: readonly string[]): Result<{ readonly ids: readonly string[] }, BulkRefusal> {
  const once = [...new Set(ids)];
  if (once.length === 0) return refuse('bulk.nothing');
  if (once.length > BULK_LIMIT) return refuse('bulk.too-many', { count: once.length, most: BULK_LIMIT });
  return { ok: true, ids: once };
}

/**
 * Works out what approving many returns as suggested would come to, each by itself, and keeps it under the id given so that what is confirmed is
 * what was shown: the version of each return, its decisions and its sum. Decides nothing. What needs a person is left out, with the reason.
 */
export async function proposeBulk(
  deps: ServiceDeps,
  input: { readonly id: string; readonly staffId: string; readonly returnIds: readonly string[] },
): Promise<Result<{ readonly id: string }, BulkRefusal>> {
  const chosen = chosenReturns(input.returnIds);
  if (!chosen.ok) return chosen;
  const { id, staffId } = input;
  const [now, versions] = [deps.clock(), await listPolicyVersions(deps.db)];
  const rows: BulkRow[] = [];
  for (const returnId of chosen.ids) {
    const proposed = await proposeOne(deps.db, { returnId, now, versions, fourEyes: deps.fourEyes });
    rows.push({ ...proposed, bulkId: id, position: rows.length + 1, returnId, was: null });
  }
  await commit(deps, `staff:${staffId}`, async ({ tx, at: createdAt }) => {
    const blank = { toStaff: null, confirmedAt: null, notBefore: null, doneAt: null };
    await insertBulk(tx, { ...blank, id, kind: 'approve', state: 'proposed', staffId, createdAt }, rows);
  });
  return { ok: true, id };
}

type Proposed = Pick<BulkRow, 'version' | 'amount' | 'currency' | 'decisions' | 'outcome' | 'code'>;
type Asked = {
  returnId: string;
  now: Temporal.Instant;
  versions: readonly PublishedPolicy[];
  fourEyes: FourEyesLimits | undefined;
};

const excluded = (row: Pick<ReturnRow, 'version' | 'currency'> | null, code: Exclusion): Proposed => ({
  ...{ version: row?.version ?? 0, amount: 0, currency: row?.currency ?? '', decisions: null },
  ...{ outcome: 'excluded', code },
});

async function proposeOne(db: Reader, { returnId, now, versions, fourEyes }: Asked): Promise<Proposed> {
  const row = await loadReturn(db, returnId);
  if (!row) return excluded(null, 'not-found');
  if (row.state === 'cancelled') return excluded(row, 'cancelled');
  if (!can(returnWorkflow, row, { type: 'decide', owed: 0 })) return excluded(row, 'already-decided');
  const lines = await deskLines(db, row, versions);
  if (row.state === 'open' || lines.some((line) => line.counted === null && !line.kept))
    return excluded(row, 'not-inspected');
  // By a rule of the merchant's, or because something strikes about it.
  if (row.review || lines.some((line) => line.review)) return excluded(row, 'review');
  if (await hasFindings(db, row.id)) return excluded(row, 'found-at-dock');
  const decisions = lines.flatMap((line): Decision[] => {
    const decision = suggestDecision(line);
    return decision ? [{ lineId: line.id, ...decision }] : [];
  });
  if (decisions.length < lines.length) return excluded(row, 'judgement');
  const { version, currency } = row;
  const prepared = await prepareDecision(db, now, { returnId, version, decisions });
  if (!prepared.ok) return excluded(row, 'not-payable');
  const { total: amount } = prepared.quote;
  if (needsSecondPerson({ amount, currency }, fourEyes)) return excluded(row, 'needs-approval');
  return { version, currency, decisions, amount, outcome: 'ready', code: null };
}

/** The lines as the desk sees them, without the photos and the story that nobody looks at here. */
async function deskLines(db: Reader, row: ReturnRow, versions: readonly PublishedPolicy[]): Promise<DeskLine[]> {
  const [lines, order] = await Promise.all([listReturnLines(db, row.id), loadOrder(db, row.orderId)]);
  if (!order) throw new Error(`return ${row.id} has no order`);
  const asked = QuoteSchema.parse(row.quote);
  const facts = { order, versions, asked, events: [], files: [], decidedAt: row.decidedAt };
  return lines.map((line) => viewDeskLine(line, facts));
}
