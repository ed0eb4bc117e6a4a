import { data } from 'react-router';
import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { CaseEntries, type CaseEntry } from '#app/components/staff/case-entries.tsx';
import { NoteForm, type NoteFormWords } from '#app/components/staff/note-form.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { allow, fail, list, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { MENTIONS_LIMIT, NOTE_LIMIT, writeNote } from '#app/services/casework/write-note.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/notes';
import { FORM_KEY, requireCase } from './case-return.server.ts';
import { noteEntries, noteFormWords } from './note-words.server.ts';

/** A note of a megabyte is read, so that it can be refused with a sentence and shown again. */
const LIMITS = { maxBytes: 8 * 1024 * 1024 };
const fields = z.object({
  text: z.string().max(NOTE_LIMIT, 'too-large').default(''),
  for: list(z.string().max(64), MENTIONS_LIMIT),
  key: z.string().regex(FORM_KEY, 'invalid'),
});

export const loader = allow('desk.read', async (args) => {
  const { row } = await requireCase(args);
  return {
    code: formatRmaCode(row.rmaCode),
    back: `/desk/returns/${row.id}`,
    notes: await noteEntries(args, row.id),
    form: await noteFormWords(args, row.id),
  };
});

export const action = allow('desk.note', async (args) => {
  const { row } = await requireCase(args);
  const form = await parseForm(args.request, fields, LIMITS);
  if (!form.ok && form.errors.key) fail(422, 'invalid');
  if (!form.ok) {
    const code =
      form.errors.text === 'too-large' || form.errors.text === 'invalid' ? form.errors.text : 'unknown-person';
    return data(typedAgain(form.values.text, form.chosen.for ?? [], [problemOf(code, args)]), { status: 422 });
  }
  const { text, for: mentions, key } = form.data;
  const kept = await writeNote(args.deps, { returnId: row.id, staffId: args.staff.id, text, mentions, formKey: key });
  if (kept.ok) throw redirectTo(`/desk/returns/${row.id}?done=noted#notes`);
  if (kept.refusal.code === 'return.not-found') fail(404, 'not-found');
  return data(typedAgain(text, mentions, [problemOf(kept.refusal.code.slice('note.'.length), args)]), { status: 422 });
});

const typedAgain = (text: string | undefined, mentions: readonly string[], problems: FieldProblem[]) => ({
  typed: { text: text ?? '', mentions },
  problems,
});

function problemOf(code: string, { t, locale }: StaffArgs): FieldProblem {
  if (code === 'invalid') return { field: 'text', message: t('casework:unreadable') };
  if (code === 'unknown-person') return { field: 'for', message: t('casework:note.error.unknown-person') };
  const limit = formatCount(NOTE_LIMIT, locale);
  const key = code === 'too-large' ? 'too-large' : 'empty';
  return { field: 'text', message: t(`casework:note.error.${key}`, { limit }) };
}

interface Shown {
  readonly notes: readonly CaseEntry[];
  readonly form: NoteFormWords | null;
}

export default function Notes({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { code, back, notes, form }: Shown & { code: string; back: string } = loaderData;
  const problems = actionData?.problems ?? [];
  const title = t('casework:note.page', { code });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="soft">{t('casework:note.lead')}</p>
      {form && (
        <Card>
          <NoteForm words={form} typed={actionData?.typed} problems={problems} />
        </Card>
      )}
      {notes.length > 0 && (
        <Card title={t('casework:note.title')}>
          <CaseEntries entries={notes} label={t('casework:note.title')} />
        </Card>
      )}
    </>
  );
}
