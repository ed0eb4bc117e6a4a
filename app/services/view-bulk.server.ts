import { type BulkAct, listBulkRows, loadBulk } from '#db/bulk-acts.ts';
import { listQueueItems } from '#db/queue.ts';
import { aboveTogether } from '#machines/step-up.ts';
import type { ServiceDeps } from './deps.ts';

export const BULK_STATES = ['proposed', 'waiting', 'running', 'done', 'undone'] as const;
export type BulkState = (typeof BULK_STATES)[number];
export const BULK_OUTCOMES = ['ready', 'excluded', 'done', 'refused'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

export interface BulkViewRow {
  readonly returnId: string;
  /** Null: there is no such return. */
  readonly rmaCode: string | null;
  readonly orderNumber: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly outcome: BulkOutcome;
  readonly code: string | null;
  /** With it more would leave than this person may send without proving anew who they are. */
  readonly aboveLimit: boolean;
}

export interface BulkView {
  readonly id: string;
  readonly state: BulkState;
  readonly rows: readonly BulkViewRow[];
  /** What is left to wait before it begins, whole seconds; 0 when it has begun. */
  readonly secondsLeft: number;
}

/** A proposal to approve many, or what became of it; only for the person who made it. */
export async function viewBulk(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  key: { readonly id: string; readonly staffId: string; readonly limits: Readonly<Record<string, number>> },
): Promise<BulkView | null> {
  const act = await loadBulk(db, key.id);
  const state = BULK_STATES.find((one) => one === act?.state);
  if (act?.staffId !== key.staffId || act.kind !== 'approve' || !state) return null;
  const rows = await listBulkRows(db, act.id);
  const items = await listQueueItems(
    db,
    rows.map((row) => row.returnId),
  );
  const found = new Map(items.map((item) => [item.id, item]));
  const ready = rows.filter((row) => row.outcome === 'ready');
  const above = new Set(aboveTogether(ready, key.limits).map((row) => row.returnId));
  return {
    ...{ id: act.id, state, secondsLeft: secondsLeft(act, clock()) },
    rows: rows.map(({ returnId, amount, currency, code, ...row }) => {
      const item = found.get(returnId);
      const outcome = BULK_OUTCOMES.find((one) => one === row.outcome) ?? 'refused';
      return {
        ...{ returnId, amount, currency, code, outcome },
        rmaCode: item?.rmaCode ?? null,
        orderNumber: item?.orderNumber ?? '',
        aboveLimit: above.has(returnId),
      };
    }),
  };
}

function secondsLeft({ state, notBefore }: BulkAct, now: Temporal.Instant): number {
  if (state !== 'waiting' || notBefore === null) return 0;
  return Math.max(0, Math.ceil(now.until(notBefore).total('seconds')));
}
