import type { Role } from '#app/permissions.ts';
import { changePerson, endSessions, loadPerson, type Person, removeSecondFactor } from '#db/people.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';
import { isAdministrator, keepAnAdministrator, unlessUndone } from './administrator.server.ts';

/** What an administrator does to a person's account. */
export type PersonChange =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'off' }
  | { readonly kind: 'on' }
  | { readonly kind: 'sessions' }
  | { readonly kind: 'factor-reset' };

export type ChangeRefusal =
  | 'person.not-found'
  | 'person.forbidden'
  | 'person.last-admin'
  | 'person.unchanged'
  | 'person.oneself';

/**
 * Changes a person's account, in one transaction with the end of their sessions and the entry among the acts: a crash leaves all of it or
 * nothing. Each change but switching on ends their sessions, so that it holds from their next click. Refuses to leave the shop without an
 * administrator, and refuses it to one who is none any more. A second factor of one's own is not reset but set up anew on one's own page.
 */
export async function changeAccount(
  deps: ServiceDeps,
  input: { readonly staffId: string; readonly personId: string; readonly change: PersonChange },
): Promise<Result<object, ChangeRefusal>> {
  const { staffId, personId, change } = input;
  const work = commit(deps, `staff:${staffId}`, async (unit) => {
    if (!(await isAdministrator(unit, staffId))) return refuse('person.forbidden');
    const person = await loadPerson(unit.tx, personId);
    if (!person) return refuse('person.not-found');
    if (change.kind === 'factor-reset' && staffId === personId) return refuse('person.oneself');
    if (changesNothing(person, change)) return refuse('person.unchanged');
    await apply(unit, person, change);
    return { ok: true } as const;
  });
  return unlessUndone(work, 'person.last-admin');
}

function changesNothing(person: Person, change: PersonChange): boolean {
  switch (change.kind) {
    case 'role':
      return person.role === change.role;
    case 'off':
      return person.disabledAt !== null;
    case 'on':
      return person.disabledAt === null;
    case 'factor-reset':
      return !person.twoFactorEnabled;
    case 'sessions':
      return false;
  }
}

async function apply(unit: Unit, person: Person, change: PersonChange): Promise<void> {
  const { tx, at } = unit;
  const subject = { subjectKind: 'person', subjectId: person.id };
  if (change.kind === 'role') await changePerson(tx, person.id, { role: change.role }, at);
  if (change.kind === 'off') await changePerson(tx, person.id, { disabledAt: at }, at);
  if (change.kind === 'on') await changePerson(tx, person.id, { disabledAt: null }, at);
  if (change.kind === 'factor-reset') await removeSecondFactor(tx, person.id);
  const ended = change.kind === 'on' ? 0 : await endSessions(tx, person.id);
  const roles = change.kind === 'role' ? { before: { role: person.role }, after: { role: change.role } } : {};
  const sessions = change.kind === 'sessions' ? { after: { ended } } : {};
  await recordAct(unit, { act: `person.${change.kind}`, ...subject, ...roles, ...sessions });
  await keepAnAdministrator(unit, person);
}
