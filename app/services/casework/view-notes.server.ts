import type { Reader } from '#db/open.ts';
import { listReturnNotes } from '#db/return-notes.ts';
import { listMentionsOfReturn } from '#db/staff-notices.ts';
import { staffNames } from '../staff-names.server.ts';

export interface NoteView {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  /** Names of those whom it called. */
  readonly mentions: readonly string[];
}

/** The notes about a return, the earliest first. */
export async function viewNotes(db: Reader, returnId: string): Promise<NoteView[]> {
  const [notes, mentions, nameOf] = await Promise.all([
    listReturnNotes(db, returnId),
    listMentionsOfReturn(db, returnId),
    staffNames(db),
  ]);
  return notes.map(({ id, authorId, createdAt, text }) => ({
    ...{ id, text, at: createdAt.toString(), author: nameOf(`staff:${authorId}`) },
    mentions: mentions.filter(({ noteId }) => noteId === id).map(({ staffId }) => nameOf(`staff:${staffId}`)),
  }));
}
