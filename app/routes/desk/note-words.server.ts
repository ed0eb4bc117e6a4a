import type { CaseEntry } from '#app/components/staff/case-entries.tsx';
import type { NoteFormWords } from '#app/components/staff/note-form.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { viewNotes } from '#app/services/casework/view-notes.server.ts';
import { mentionable } from '#app/services/casework/write-note.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { nameList } from './name-list.ts';

/** The notes about a return in words, the newest last. */
export async function noteEntries({ deps, t, locale }: StaffArgs, returnId: string): Promise<CaseEntry[]> {
  const [notes, timeZone] = await Promise.all([viewNotes(deps.db, returnId), shopZone(deps.db)]);
  return notes.map(({ id, author, at, text, mentions }) => ({
    ...{ id, who: author, text, dateTime: at, when: formatInstant(at, timeZone, locale) },
    tag: mentions.length > 0 ? t('casework:note.called', { names: nameList(mentions, locale) }) : null,
  }));
}

/** The form for a note; null for those who only look. Its words are made here: the page that shows it too runs scripts, which know none of them. */
export async function noteFormWords({ deps, staff, t }: StaffArgs, returnId: string): Promise<NoteFormWords | null> {
  if (!may(staff.role, 'desk.note')) return null;
  const people = await mentionable(deps.db, staff.id);
  return {
    action: `/desk/returns/${returnId}/notes`,
    key: deps.ids.next(),
    label: t('casework:note.label'),
    hint: t('casework:note.hint'),
    mentions: t('casework:note.mentions'),
    button: t('casework:note.button'),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
  };
}
