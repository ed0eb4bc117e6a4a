import { may, parseRole } from '#app/permissions.ts';
import type { Reader } from '#db/open.ts';
import { listPeople, type Person } from '#db/people.ts';
import { insertReturnNote } from '#db/return-notes.ts';
import { loadReturn } from '#db/returns.ts';
import { insertStaffNotices } from '#db/staff-notices.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit } from '../unit-of-work.server.ts';

/** Characters of one note. */
export const NOTE_LIMIT = 4000;
/** More people than one note calls. */
export const MENTIONS_LIMIT = 20;

export interface NoteInput {
  readonly returnId: string;
  readonly staffId: string;
  readonly text: string;
  /** Ids of those who shall see it, as picked from the list. */
  readonly mentions: readonly string[];
  /** Of the form: sent twice it is one note. */
  readonly formKey: string;
}

export type NoteRefusal = 'return.not-found' | 'note.empty' | 'note.too-large' | 'note.unknown-person';

/**
 * Keeps a note about a return for colleagues, and tells those whom it mentions: who was picked, and who stands in it as `@` and their name. Notes are
 * never changed; a correction is another note. Refuses an empty one, one beyond the limit, and a mention of somebody who may not open the return.
 */
export async function writeNote(deps: ServiceDeps, input: NoteInput): Promise<Result<object, NoteRefusal>> {
  const text = input.text.trim();
  if (text === '') return refuse('note.empty');
  if (text.length > NOTE_LIMIT) return refuse('note.too-large', { limit: NOTE_LIMIT });
  return commit(deps, `staff:${input.staffId}`, async (unit): Promise<Result<object, NoteRefusal>> => {
    const { tx, at, actor, nextId } = unit;
    const row = await loadReturn(tx, input.returnId);
    if (!row) return refuse('return.not-found');
    const people = await mentionable(tx, input.staffId);
    const unknown = input.mentions.find((id) => !people.some((person) => person.id === id));
    if (unknown !== undefined) return refuse('note.unknown-person');
    const called = people.filter(({ id, name }) => input.mentions.includes(id) || stands(text, name));
    const note = { id: nextId(), returnId: row.id, authorId: input.staffId, text, createdAt: at };
    if (!(await insertReturnNote(tx, { ...note, formKey: `${input.staffId}:${input.formKey}` }))) return { ok: true };
    const notice = { kind: 'mention', returnId: row.id, noteId: note.id, actor, createdAt: at, readAt: null };
    await insertStaffNotices(
      tx,
      called.slice(0, MENTIONS_LIMIT).map(({ id: staffId }) => ({ ...notice, id: nextId(), staffId })),
    );
    await recordAct(unit, {
      ...{ act: 'note.write', subjectKind: 'note', subjectId: note.id, returnId: row.id },
      after: { mentions: called.map(({ id }) => id) },
    });
    return { ok: true };
  });
}

/** Whom a note can call: colleagues who may open the return and whose account is not switched off. */
export async function mentionable(db: Reader, except: string): Promise<Person[]> {
  const people = await listPeople(db);
  return people.filter(({ id, role, disabledAt }) => {
    const known = parseRole(role);
    return id !== except && disabledAt === null && known !== null && may(known, 'desk.read');
  });
}

const stands = (text: string, name: string): boolean => text.toLowerCase().includes(`@${name.toLowerCase()}`);
