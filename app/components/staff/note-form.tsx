import { Button } from '#app/components/button.tsx';
import { Checkboxes } from '#app/components/checkboxes.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { TextArea } from '#app/components/text-area.tsx';

/** The form for a note, its words made by the page's loader. */
export interface NoteFormWords {
  readonly action: string;
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly mentions: string;
  readonly button: string;
  readonly people: readonly { readonly value: string; readonly label: string }[];
}

/** As many characters as the server takes. */
const LIMIT = 4000;

/** A note for colleagues and whom it calls. It is sent as a document: with or without scripts the same. */
export function NoteForm({
  words,
  typed,
  problems = [],
}: {
  words: NoteFormWords;
  typed?: { readonly text: string; readonly mentions: readonly string[] } | undefined;
  problems?: readonly FieldProblem[];
}) {
  const errorOf = (name: string) => problems.find(({ field }) => field === name)?.message;
  return (
    <form method="post" action={words.action} className="case-form">
      <input type="hidden" name="key" value={words.key} />
      <TextArea
        name="text"
        label={words.label}
        hint={words.hint}
        error={errorOf('text')}
        defaultValue={typed?.text}
        rows={3}
        maxLength={LIMIT}
      />
      {words.people.length > 0 && (
        <details className="case-people" open={Boolean(errorOf('for')) || (typed?.mentions.length ?? 0) > 0}>
          <summary>{words.mentions}</summary>
          <Checkboxes
            name="for"
            label={words.mentions}
            error={errorOf('for')}
            options={words.people}
            defaultValues={typed?.mentions}
          />
        </details>
      )}
      <Button variant="secondary">{words.button}</Button>
    </form>
  );
}
