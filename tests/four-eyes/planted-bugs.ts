import { eq } from 'drizzle-orm';
import type { Tx } from '#db/open.ts';
import { loadPerson, type Person } from '#db/people.ts';
import type { Fault } from './interleave.ts';
import type { Kind, Scene } from './kind.ts';
import { API_KEY } from './people.ts';

/** A mistake that an approval can be written with. */
export interface PlantedBug {
  readonly name: string;
  readonly kinds: readonly Kind['name'][];
  readonly fault: Fault;
}

const ALL = ['decision', 'policy', 'transfer'] as const;
const plant = (name: string, fault: Fault, kinds: readonly Kind['name'][] = ALL): PlantedBug => ({
  name,
  kinds,
  fault,
});

type Columns = Partial<{ role: string; email: string; disabledAt: Date | null }>;

/** Approves as if somebody were somebody else to the program for that moment. */
async function pretending(scene: Scene, id: string, columns: Columns, approve: () => Promise<boolean>) {
  const { db } = scene.deps;
  const before = await loadPerson(db, id);
  const set = (to: Columns) =>
    db.transaction(async (tx: Tx) => void (await tx.update(tx.tables.user).set(to).where(eq(tx.tables.user.id, id))));
  if (!before) return approve();
  await set(columns);
  try {
    return await approve();
  } finally {
    await set(asColumns(before));
  }
}

const asColumns = ({ role, email, disabledAt }: Person): Columns => ({
  ...{ role, email },
  disabledAt: disabledAt && new Date(disabledAt.epochMilliseconds),
});

/** Who proposed it, by what the rows say. */
async function proposerOf({ deps, subject }: Scene, kind: Kind): Promise<string> {
  const { decisionProposals, policyDrafts, bankTransfers } = deps.db.tables;
  if (kind.name === 'decision')
    return (await deps.db.select({ by: decisionProposals.proposedBy }).from(decisionProposals)).at(-1)?.by ?? '';
  if (kind.name === 'policy')
    return (
      (await deps.db.select({ by: policyDrafts.proposedBy }).from(policyDrafts))[0]?.by?.replace('staff:', '') ?? ''
    );
  const [row] = await deps.db
    .select({ context: bankTransfers.context })
    .from(bankTransfers)
    .where(eq(bankTransfers.id, subject));
  return /"by":"([\w-]+)"/.exec(JSON.stringify(row?.context))?.[1] ?? '';
}

const without = async (scene: Scene, table: 'account', work: () => Promise<boolean>): Promise<boolean> => {
  const { db } = scene.deps;
  const rows = await db.select().from(db.tables[table]);
  await db.transaction(async (tx) => void (await tx.delete(tx.tables[table])));
  const done = await work();
  await db.transaction(async (tx) => {
    for (const row of rows) await tx.insert(tx.tables[table]).values(row).onConflictDoNothing();
  });
  return done;
};

export const plantedBugs: readonly PlantedBug[] = [
  plant('two addresses of one mailbox taken for two people', (scene, approval, kind) =>
    pretending(scene, approval.by, { email: `${approval.by}-else@far.example` }, () => kind.approve(scene, approval)),
  ),
  plant('a login at a provider not looked at', (scene, approval, kind) =>
    without(scene, 'account', () => kind.approve(scene, approval)),
  ),
  plant('the role of when the page was opened', (scene, approval, kind) =>
    pretending(scene, approval.by, { role: kind.role }, () => kind.approve(scene, approval)),
  ),
  plant('an account that is switched off still approves', (scene, approval, kind) =>
    pretending(scene, approval.by, { disabledAt: null }, () => kind.approve(scene, approval)),
  ),
  plant('nobody asks whether the proposer still may', async (scene, approval, kind) =>
    pretending(scene, await proposerOf(scene, kind), { role: kind.role, disabledAt: null }, () =>
      kind.approve(scene, approval),
    ),
  ),
  plant('approved is what stands there, not what was read', async (scene, approval, kind) =>
    kind.approve(scene, { ...approval, read: await kind.read(scene) }),
  ),
  plant('a key of the shop’s system in the place of a person', (scene, approval, kind) =>
    kind.approve(scene, { ...approval, by: approval.by === API_KEY ? 'cora' : approval.by }),
  ),
  plant('who proposes it may approve it', async (scene, approval, kind) => {
    const oneself = approval.by === (await proposerOf(scene, kind));
    return kind.approve(scene, { ...approval, by: oneself ? 'cora' : approval.by });
  }),
  plant('the browser is not compared', (scene, approval, kind) => kind.approve(scene, { ...approval, device: null }), [
    'decision',
  ]),
  plant('an approval counts twice', async (scene, approval, kind) => {
    const ok = await kind.approve(scene, approval);
    return ok || wasApproved(scene, kind);
  }),
];

async function wasApproved({ deps }: Scene, kind: Kind): Promise<boolean> {
  const { decisionProposals, policyDrafts, bankTransfers } = deps.db.tables;
  const states =
    kind.name === 'decision'
      ? await deps.db.select({ state: decisionProposals.state }).from(decisionProposals)
      : kind.name === 'policy'
        ? await deps.db.select({ state: policyDrafts.state }).from(policyDrafts)
        : await deps.db.select({ state: bankTransfers.state }).from(bankTransfers);
  return states.some(({ state }) => ['approved', 'published', 'confirmed'].includes(state));
}
