import type { Role } from '#app/permissions.ts';
import { enqueue } from '#db/effects.ts';
import { insertInvitation, loadInvitation, withdrawInvitation, withdrawInvitationsTo } from '#db/invitations.ts';
import { findPersonByEmail } from '#db/people.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit } from '../unit-of-work.server.ts';
import { isAdministrator } from './administrator.server.ts';

/** How long an invitation waits. */
export const INVITATION_HOURS = 72;

export interface Invite {
  readonly staffId: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The language of the mail. */
  readonly locale: string;
  readonly tokenHash: string;
  /** The link's secret on its way to the mail; readable nowhere in the database. */
  readonly sealedToken: string;
}

export type InviteRefusal = 'person.forbidden' | 'person.exists';

/**
 * Invites a person by a mail with a link that counts once, for 72 hours. What the address was sent before no longer counts. Refuses an address
 * that has an account, and an inviter who is no administrator any more.
 */
export async function invitePerson(
  deps: ServiceDeps,
  invite: Invite,
): Promise<Result<{ readonly invitationId: string }, InviteRefusal>> {
  return commit(deps, `staff:${invite.staffId}`, async (unit) => {
    const { tx, at, actor } = unit;
    if (!(await isAdministrator(unit, invite.staffId))) return refuse('person.forbidden');
    if (await findPersonByEmail(tx, invite.email)) return refuse('person.exists');
    await withdrawInvitationsTo(tx, invite.email, at);
    const invitationId = unit.nextId();
    const { email, name, role, locale, tokenHash, sealedToken } = invite;
    const times = { createdAt: at, expiresAt: at.add({ hours: INVITATION_HOURS }) };
    const row = { id: invitationId, kind: 'invite', tokenHash, email, name, role, locale, invitedBy: actor };
    await insertInvitation(tx, { ...row, ...times });
    const payload = { kind: 'invitation-mail', invitationId, sealedToken } as const;
    const when = { runAfter: at, createdAt: at };
    await enqueue(tx, [{ id: unit.nextId(), kind: payload.kind, payload, returnId: null, ...when }]);
    const subject = { subjectKind: 'invitation', subjectId: invitationId };
    await recordAct(unit, { act: 'person.invite', ...subject, after: { role } });
    return { ok: true, invitationId };
  });
}

/** Takes an invitation back: its link no longer counts. */
export async function takeInvitationBack(
  deps: ServiceDeps,
  input: { readonly staffId: string; readonly invitationId: string },
): Promise<Result<object, 'person.forbidden' | 'person.not-found'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    if (!(await isAdministrator(unit, input.staffId))) return refuse('person.forbidden');
    const found = await loadInvitation(unit.tx, input.invitationId);
    if (found?.kind !== 'invite' || !(await withdrawInvitation(unit.tx, found.id, unit.at)))
      return refuse('person.not-found');
    await recordAct(unit, { act: 'person.uninvite', subjectKind: 'invitation', subjectId: found.id });
    return { ok: true };
  });
}
