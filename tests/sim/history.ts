import { isDeepStrictEqual } from 'node:util';
import type SqliteFile from 'better-sqlite3';
import * as z from 'zod';
import { advance, type Snapshot, start, type Workflow, type WorkflowName } from '#machines/kernel.ts';
import { workflows } from '#machines/workflows.ts';
import { prepared } from './prepared.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));
const eventRow = z.object({
  place: z.int(),
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  event: json,
  state: z.string(),
});
const subjectRow = z.object({ state: z.string(), context: json, machineVersion: z.int(), version: z.int() });
const started = z.object({ type: z.literal('start'), input: z.unknown() });

const TABLES: Partial<Record<WorkflowName, string>> = {
  return: 'returns',
  line: 'return_lines',
  parcel: 'parcels',
  payout: 'payouts',
  transfer: 'bank_transfers',
};

const attemptSchema = z.object({ attempt: z.int() });

interface Played {
  snapshot: Snapshot;
  version: number;
}

function first<Context, Event extends { type: string }>(workflow: Workflow<Context, Event>, event: unknown): Snapshot {
  return start(workflow, workflow.context.parse(started.parse(event).input));
}

function next<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  from: Snapshot,
  event: unknown,
): Snapshot | null {
  const moved = advance(workflow, from, workflow.event.parse(event));
  return moved.ok ? moved : null;
}

function play(kind: WorkflowName, from: Snapshot | null, event: unknown): Snapshot | null {
  const one = <C, E extends { type: string }>(workflow: Workflow<C, E>) =>
    from === null ? first(workflow, event) : next(workflow, from, event);
  if (kind === 'return') return one(workflows.return);
  if (kind === 'line') return one(workflows.line);
  if (kind === 'parcel') return one(workflows.parcel);
  return kind === 'payout' ? one(workflows.payout) : null;
}

/**
 * Plays every stored event through its machine as it comes, and compares with the row: the history is a path of the machine, its versions have
 * no gap, and it ends where the row stands. Each call looks at what is new. `onSent` hears which attempts were noted as about to be made.
 */
export function watchHistory(
  file: SqliteFile.Database,
  onSent: (payoutId: string, attempt: number) => void,
): () => string | null {
  const fresh = prepared(
    file,
    `select rowid as place, subject_kind as kind, subject_id as id, version, event, state from workflow_events
     where rowid > ? order by rowid`,
  );
  const rowOf = new Map<string, SqliteFile.Statement>();
  for (const [kind, table] of Object.entries(TABLES)) {
    rowOf.set(
      kind,
      prepared(file, `select state, context, machine_version as machineVersion, version from ${table} where id = ?`),
    );
  }
  const played = new Map<string, Played>();
  let last = 0;

  function take(row: z.infer<typeof eventRow>): string | null {
    const kind = Object.keys(TABLES).find((name): name is WorkflowName => name === row.kind);
    if (kind === undefined || kind === 'transfer') return null;
    const known = played.get(row.id);
    if (row.version !== (known?.version ?? 0) + 1) return `${kind} ${row.id} has no version before ${row.version}`;
    const snapshot = play(kind, known?.snapshot ?? null, row.event);
    if (snapshot === null) return `${kind} ${row.id} stored an event that its machine refuses`;
    if (snapshot.state !== row.state) return `${kind} ${row.id} stored ${row.state} for ${snapshot.state}`;
    played.set(row.id, { snapshot, version: row.version });
    if (snapshot.state === 'sending') onSent(row.id, attemptSchema.parse(snapshot.context).attempt);
    return null;
  }

  function compare(kind: string, id: string): string | null {
    const known = played.get(id);
    if (!known) return null;
    const row = subjectRow.safeParse(rowOf.get(kind)?.get(id));
    if (!row.success) return `${kind} ${id} has a history and no row`;
    const { state, context, version } = row.data;
    const { snapshot } = known;
    if (state !== snapshot.state || version !== known.version)
      return `${kind} ${id} is ${state} in version ${version}; its history says ${snapshot.state} in ${known.version}`;
    return isDeepStrictEqual(context, snapshot.context) ? null : `${kind} ${id} has another context than its history`;
  }

  return () => {
    const rows = z.array(eventRow).parse(fresh.all(last));
    const touched = new Map<string, string>();
    for (const row of rows) {
      const wrong = take(row);
      if (wrong) return wrong;
      touched.set(row.id, row.kind);
      last = row.place;
    }
    for (const [id, kind] of touched) {
      const wrong = compare(kind, id);
      if (wrong) return wrong;
    }
    return null;
  };
}
