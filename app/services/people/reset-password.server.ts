import { enqueue } from '#db/effects.ts';
import { findInvitation, type Invitation, insertInvitation, spendInvitation } from '#db/invitations.ts';
import { endSessions, findPersonByEmail, setPasswordHash } from '#db/people.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit } from '../unit-of-work.server.ts';

/** How long a link to set a password anew counts. */
export const RESET_MINUTES = 60;
const KIND = 'reset';

export interface ResetRequest {
  /** In lower case. */
  readonly email: string;
  /** The language of the mail. */
  readonly locale: string;
  readonly tokenHash: string;
  /** The link's secret on its way to the mail; readable nowhere in the database. */
  readonly sealedToken: string;
}

/**
 * Sends a one-time link to set a password anew, if somebody works under the address. For any other the same is written and the mail is left out, so
 * that neither the answer nor its time tells who works here.
 */
export async function askForReset(
  deps: ServiceDeps,
  { email, locale, tokenHash, sealedToken }: ResetRequest,
): Promise<void> {
  await commit(deps, 'system', async ({ tx, at, actor, nextId }) => {
    const person = await findPersonByEmail(tx, email);
    const known = person && person.disabledAt === null ? person : null;
    const id = nextId();
    const times = { createdAt: at, expiresAt: at.add({ minutes: RESET_MINUTES }) };
    const who = { email: known?.email ?? null, name: known?.name ?? null, role: known?.role ?? 'none' };
    await insertInvitation(tx, { id, kind: KIND, tokenHash, locale, invitedBy: actor, ...who, ...times });
    const payload = { kind: 'invitation-mail', invitationId: id, sealedToken } as const;
    const when = { runAfter: at, createdAt: at };
    await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId: null, ...when }]);
  });
}

/** A link that can still be used, or null: unknown, spent, or its time is over. */
export async function openReset(
  deps: ServiceDeps,
  tokenHash: string,
): Promise<(Invitation & { email: string }) | null> {
  const found = await findInvitation(deps.db, tokenHash);
  if (found?.kind !== KIND || found.email === null || found.usedAt || found.withdrawnAt) return null;
  if (Temporal.Instant.compare(deps.clock(), found.expiresAt) >= 0) return null;
  return { ...found, email: found.email };
}

/**
 * Sets the password anew, once for a link. All sessions of the person end with it; the second factor stays, and is asked for at the next sign-in.
 * Refuses a link that was used or is over, and an account that was switched off meanwhile.
 */
export async function resetPassword(
  deps: ServiceDeps,
  { tokenHash, passwordHash }: { readonly tokenHash: string; readonly passwordHash: string },
): Promise<Result<object, 'invitation.spent'>> {
  const found = await openReset(deps, tokenHash);
  const person = found && (await findPersonByEmail(deps.db, found.email));
  if (!found || !person) return refuse('invitation.spent');
  return commit(deps, `staff:${person.id}`, async (unit): Promise<Result<object, 'invitation.spent'>> => {
    const { tx, at } = unit;
    const now = await findPersonByEmail(tx, found.email);
    if (now?.id !== person.id || now.disabledAt !== null) return refuse('invitation.spent');
    if (!(await spendInvitation(tx, found.id, at))) return refuse('invitation.spent');
    await setPasswordHash(tx, person.id, passwordHash, at);
    const ended = await endSessions(tx, person.id);
    await recordAct(unit, { act: 'person.reset', subjectKind: 'person', subjectId: person.id, after: { ended } });
    return { ok: true };
  });
}
