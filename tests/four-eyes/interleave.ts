import type { Role } from '#app/permissions.ts';
import { changeAccount, type PersonChange } from '#app/services/people/change-person.server.ts';
import { type Random, randomOf } from '#tests/sim/random.ts';
import type { Approval, Kind, Scene } from './kind.ts';
import { ACCOUNTS, ADMIN, API_KEY, humanOf } from './people.ts';
import type { Prepared } from './shop.ts';

/** A way to approve that is written wrongly; it is put in the place of the real one. */
export type Fault = (scene: Scene, approval: Approval, kind: Kind) => Promise<boolean>;

export interface Outcome {
  /** An approval that went through and had not to: what had happened until then. Null: there was none. */
  readonly passed: readonly string[] | null;
  /** An approval by a real second person went through. */
  readonly honest: boolean;
  readonly attempts: number;
}

interface Standing {
  readonly role: Role;
  readonly on: boolean;
}

/** What the test knows by itself, beside what the rows say. */
interface Truth {
  readonly staff: Map<string, Standing>;
  proposal: { by: string; device: string | null; content: string } | null;
  readonly reads: Map<string, { read: string; content: string }>;
}

const ROLES: readonly Role[] = ['warehouse', 'agent', 'finance', 'policy', 'auditor'];
const DEVICES = ['laptop', 'desk', 'phone', null] as const;
const STEPS = 10;

/** Plays one interleaving of its seed: some propose, change, lose or get their roles, read and approve, in any order. */
export async function interleave({ kind, open }: Prepared, seed: number, fault?: Fault): Promise<Outcome> {
  using scene = open();
  const random = randomOf(seed, 14);
  const truth: Truth = {
    staff: new Map(ACCOUNTS.map(({ id }) => [id, { role: kind.role, on: true }])),
    proposal: null,
    reads: new Map(),
  };
  const story: string[] = [];
  let attempts = 0;
  const approve = (approval: Approval) => {
    attempts += 1;
    return fault ? fault(scene, approval, kind) : kind.approve(scene, approval);
  };
  await propose(scene, kind, truth, 'anna', 'laptop');
  for (let step = 0; step < STEPS; step += 1) {
    const by = random.chance(0.08) ? API_KEY : random.pick(ACCOUNTS).id;
    const act = random.weighted([
      [3, 'propose'],
      [4, 'edit'],
      [3, 'role'],
      [2, 'switch'],
      [1, 'back'],
      [6, 'read'],
      [8, 'approve'],
      [3, 'approve-while'],
      [2, 'approve-twice'],
    ] as const);
    const device = random.pick(DEVICES);
    story.push(`${act} ${by} ${device}`);
    if (act === 'propose') await propose(scene, kind, truth, by, device);
    if (act === 'edit') await kind.edit(scene, by, random);
    if (act === 'role' || act === 'switch') await change(scene, truth, by, changeOf(act, by, truth, random));
    if (act === 'back') await kind.back(scene, by);
    if (act === 'read') await read(scene, kind, truth, by);
    if (!act?.startsWith('approve')) continue;
    if (random.chance(0.7)) await read(scene, kind, truth, by);
    const approval: Approval = { by, read: truth.reads.get(by)?.read ?? '', device };
    const before = await isHonest(scene, kind, truth, approval);
    const both = act === 'approve-twice' ? [approve(approval), approve(approval)] : [approve(approval)];
    const role = act === 'approve-while' ? change(scene, truth, by, changeOf('role', by, truth, random)) : null;
    const passed = (await Promise.all(both)).filter((ok) => ok).length;
    await role;
    if (passed === 0) continue;
    // Of an approval and a change at the same time either may be first.
    const honest = passed === 1 && (before || (role !== null && mayDo(kind, truth, approval)));
    return { passed: honest ? null : story, honest, attempts };
  }
  return { passed: null, honest: false, attempts };
}

async function propose(scene: Scene, kind: Kind, truth: Truth, by: string, device: string | null): Promise<void> {
  if (await kind.propose(scene, by, device)) truth.proposal = { by, device, content: await kind.content(scene) };
}

async function read(scene: Scene, kind: Kind, truth: Truth, by: string): Promise<void> {
  truth.reads.set(by, { read: await kind.read(scene), content: await kind.content(scene) });
}

function changeOf(act: 'role' | 'switch', by: string, truth: Truth, random: Random): PersonChange {
  if (act === 'role') return { kind: 'role', role: random.pick(ROLES) };
  return truth.staff.get(by)?.on ? { kind: 'off' } : { kind: 'on' };
}

async function change({ deps }: Scene, truth: Truth, personId: string, wanted: PersonChange): Promise<void> {
  const done = await changeAccount(deps, { staffId: ADMIN, personId, change: wanted });
  const known = truth.staff.get(personId);
  if (!done.ok || !known) return;
  if (wanted.kind === 'role') truth.staff.set(personId, { ...known, role: wanted.role });
  if (wanted.kind === 'off' || wanted.kind === 'on') truth.staff.set(personId, { ...known, on: wanted.kind === 'on' });
}

const has = (truth: Truth, id: string, roles: readonly Role[]): boolean => {
  const known = truth.staff.get(id);
  return known?.on === true && roles.includes(known.role);
};

/** Both may do their parts at this moment. */
function mayDo(kind: Kind, truth: Truth, { by }: Approval): boolean {
  const { proposal } = truth;
  return proposal !== null && has(truth, by, kind.approves) && has(truth, proposal.by, kind.proposes);
}

/** Whether this approval ought to go through: by a second human who may, of the very thing that was proposed and read. */
async function isHonest(scene: Scene, kind: Kind, truth: Truth, approval: Approval): Promise<boolean> {
  const { proposal, reads } = truth;
  if (!proposal || !mayDo(kind, truth, approval)) return false;
  const human = humanOf(approval.by);
  const editor = await kind.editor(scene);
  if (human === humanOf(proposal.by) || (editor !== null && human === humanOf(editor))) return false;
  if (kind.comparesDevices && approval.device !== null && approval.device === proposal.device) return false;
  const now = await kind.content(scene);
  return now === proposal.content && reads.get(approval.by)?.content === now;
}
