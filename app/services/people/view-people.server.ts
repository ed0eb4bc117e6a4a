import { type Invitation, listOpenInvitations } from '#db/invitations.ts';
import { listPeople, listSessions, loadPerson, type Person, type StaffSession } from '#db/people.ts';
import type { ServiceDeps } from '../deps.ts';
import { shopZone } from '../shop-zone.server.ts';

export type { Invitation } from '#db/invitations.ts';
export type { Person, StaffSession } from '#db/people.ts';

export interface PeopleView {
  readonly people: readonly Person[];
  readonly invitations: readonly Invitation[];
  readonly timeZone: string;
}

/** Everybody who works here, and whom an open invitation waits for. */
export async function viewPeople({ db, clock }: ServiceDeps): Promise<PeopleView> {
  const [people, invitations, timeZone] = await Promise.all([
    listPeople(db),
    listOpenInvitations(db, clock()),
    shopZone(db),
  ]);
  return { people, invitations, timeZone };
}

export interface PersonView {
  readonly person: Person;
  readonly sessions: readonly StaffSession[];
  readonly timeZone: string;
}

/** One person and the devices that they are signed in on; null when there is no such person. */
export async function viewPerson({ db, clock }: ServiceDeps, id: string): Promise<PersonView | null> {
  const person = await loadPerson(db, id);
  if (!person) return null;
  const [sessions, timeZone] = await Promise.all([listSessions(db, id, clock()), shopZone(db)]);
  return { person, sessions, timeZone };
}
