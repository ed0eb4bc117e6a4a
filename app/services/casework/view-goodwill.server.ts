import { listGoodwills } from '#db/goodwills.ts';
import type { Reader } from '#db/open.ts';
import {
  GOODWILL_STATES,
  type GoodwillReason,
  type GoodwillState,
  goodwillWorkflow,
} from '#machines/goodwill/index.ts';
import { restore } from '#machines/kernel.ts';
import { staffNames } from '../staff-names.server.ts';

/** Store credit out of goodwill; `amount` in minor units. */
export interface GoodwillView {
  readonly id: string;
  readonly state: GoodwillState;
  readonly amount: number;
  readonly reason: GoodwillReason;
  readonly note: string | null;
  /** Who asked for it. */
  readonly askedBy: string;
  readonly name: string;
}

/** What was given or asked for a return, the earliest first. */
export async function viewGoodwills(db: Reader, returnId: string): Promise<GoodwillView[]> {
  const rows = await listGoodwills(db, returnId);
  if (rows.length === 0) return [];
  const nameOf = await staffNames(db);
  return rows.map((row) => {
    const state = GOODWILL_STATES.find((known) => known === row.state);
    if (!state) throw new Error(`no goodwill is ${row.state}`);
    const { amount, reason, note, askedBy } = goodwillWorkflow.context.parse(restore(goodwillWorkflow, row).context);
    return { id: row.id, state, amount, reason, note, askedBy, name: nameOf(`staff:${askedBy}`) };
  });
}
