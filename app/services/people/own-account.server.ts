import {
  endSession,
  endSessions,
  loadPasswordHash,
  noteProof,
  removeSecondFactor,
  setPasswordHash,
} from '#db/people.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';

/** Who acts upon their own account, and in which session. */
export interface Oneself {
  readonly staffId: string;
  readonly sessionId: string;
}

/** What somebody did to their own account, where the sign-in library has written it already. */
export type OwnAct = 'factor-on' | 'factor-codes';

const own = (deps: ServiceDeps, { staffId }: Oneself, work: (unit: Unit) => Promise<void>) =>
  commit(deps, `staff:${staffId}`, work);

const record = (unit: Unit, { staffId }: Oneself, act: string, after: unknown = null) =>
  recordAct(unit, { act: `person.${act}`, subjectKind: 'person', subjectId: staffId, after });

/**
 * Keeps that a second factor was set up, or has new recovery codes. The library wrote it first: a crash between the two leaves an account that
 * is safer than the acts tell, and never one that is less so.
 */
export const noteOwnAct = (deps: ServiceDeps, oneself: Oneself, act: OwnAct) =>
  own(deps, oneself, (unit) => record(unit, oneself, act));

/** A new password, already hashed. It ends all other sessions of the person, in the same transaction. */
export const changePassword = (deps: ServiceDeps, oneself: Oneself, passwordHash: string) =>
  own(deps, oneself, async (unit) => {
    await setPasswordHash(unit.tx, oneself.staffId, passwordHash, unit.at);
    const ended = await endSessions(unit.tx, oneself.staffId, oneself.sessionId);
    await record(unit, oneself, 'password', { ended });
  });

/** The hash of the person's password, for the sign-in library to compare; null for somebody who has none. */
export const passwordHashOf = (deps: ServiceDeps, staffId: string) => loadPasswordHash(deps.db, staffId);

/** Forgets the second factor, which has just been proved. Other sessions end with it. */
export const switchFactorOff = (deps: ServiceDeps, oneself: Oneself) =>
  own(deps, oneself, async (unit) => {
    await removeSecondFactor(unit.tx, oneself.staffId);
    await endSessions(unit.tx, oneself.staffId, oneself.sessionId);
    await record(unit, oneself, 'factor-off');
  });

/** Signs one of the person's other devices out; refuses what is not theirs, or has ended. */
export async function endOwnSession(
  deps: ServiceDeps,
  oneself: Oneself,
  sessionId: string,
): Promise<Result<object, 'session.not-found'>> {
  return commit(deps, `staff:${oneself.staffId}`, async (unit) => {
    if (sessionId === oneself.sessionId || !(await endSession(unit.tx, oneself.staffId, sessionId)))
      return refuse('session.not-found');
    await record(unit, oneself, 'device', { ended: 1 });
    return { ok: true };
  });
}

/** Signs all of the person's other devices out. */
export const endOtherSessions = (deps: ServiceDeps, oneself: Oneself) =>
  own(deps, oneself, async (unit) => {
    const ended = await endSessions(unit.tx, oneself.staffId, oneself.sessionId);
    await record(unit, oneself, 'device', { ended });
  });

/** Notes that the person has just proved who they are. No act: it allows one, which is kept. */
export const keepProof = (deps: ServiceDeps, { sessionId }: Oneself): Promise<void> =>
  deps.db.transaction((tx) => noteProof(tx, sessionId, deps.clock()));
