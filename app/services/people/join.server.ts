import { findInvitation, type Invitation, insertInvitation, spendInvitation } from '#db/invitations.ts';
import { createPerson, findPersonByEmail } from '#db/people.ts';
import { countStaff } from '#db/staff.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';
import { undoUnless, unlessUndone } from './administrator.server.ts';

/** How long the link on the console counts. */
export const FIRST_LINK_HOURS = 1;

/** `invite` from an administrator, `first` from the console. */
export type InvitationKind = 'invite' | 'first';

/** An invitation that can still be taken up, or null: unknown, spent, taken back, or its time is over. */
export async function openInvitation(
  deps: ServiceDeps,
  kind: InvitationKind,
  tokenHash: string,
): Promise<Invitation | null> {
  const found = await findInvitation(deps.db, tokenHash);
  if (found?.kind !== kind || found.usedAt || found.withdrawnAt) return null;
  if (Temporal.Instant.compare(deps.clock(), found.expiresAt) >= 0) return null;
  if (kind === 'first' && (await countStaff(deps.db)) > 0) return null;
  return found;
}

/**
 * Keeps the hash of the link by which the first administrator makes their account, for an hour. Refuses where somebody works already.
 */
export async function offerFirstAccount(
  deps: ServiceDeps,
  tokenHash: string,
): Promise<Result<object, 'person.exists'>> {
  return commit(deps, 'system', async (unit) => {
    if ((await countStaff(unit.tx)) > 0) return refuse('person.exists');
    const { at, actor } = unit;
    const times = { createdAt: at, expiresAt: at.add({ hours: FIRST_LINK_HOURS }) };
    const row = { id: unit.nextId(), kind: 'first', tokenHash, role: 'admin', locale: 'en', invitedBy: actor };
    await insertInvitation(unit.tx, { ...row, email: null, name: null, ...times });
    return { ok: true };
  });
}

export interface Joining {
  readonly kind: InvitationKind;
  readonly tokenHash: string;
  /** What the person says; the address counts for a first link only: an invitation goes to one address. */
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/**
 * Makes the account of somebody who was invited: the link is spent, the person and their password are stored and the act is kept in one
 * transaction, so that a crash leaves the link unspent or the account whole. Of two who use one link at once, one gets an account.
 */
export async function join(
  deps: ServiceDeps,
  input: Joining,
): Promise<Result<{ readonly email: string }, 'invitation.spent' | 'person.exists'>> {
  const work = commit(deps, 'system', async (unit) => {
    const found = await findInvitation(unit.tx, input.tokenHash);
    if (found?.kind !== input.kind) return refuse('invitation.spent');
    const email = found.email ?? input.email;
    if (await findPersonByEmail(unit.tx, email)) return refuse('person.exists');
    if (!(await spendInvitation(unit.tx, found.id, unit.at))) return refuse('invitation.spent');
    await store(unit, found, { ...input, email });
    return { ok: true, email } as const;
  });
  return unlessUndone(work, 'invitation.spent');
}

async function store(unit: Unit, invitation: Invitation, { name, email, passwordHash, kind }: Joining) {
  const id = unit.nextId();
  const { role, invitedBy } = invitation;
  await createPerson(unit.tx, { id, accountId: unit.nextId(), name, email, role, passwordHash, at: unit.at });
  const own: Unit = { ...unit, actor: `staff:${id}` };
  const act = kind === 'first' ? 'person.first' : 'person.join';
  await recordAct(own, { act, subjectKind: 'person', subjectId: id, after: { role, invitedBy } });
  // Writers of acts take turns, so the second of two first links sees what the first one made.
  undoUnless(kind === 'invite' || (await countStaff(unit.tx)) === 1);
}
