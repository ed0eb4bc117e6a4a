import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { CaseEntries } from '#app/components/staff/case-entries.tsx';
import { NoteForm } from '#app/components/staff/note-form.tsx';
import { WhoIsHere } from '#app/components/staff/who-is-here.tsx';
import type { Route } from './+types/return';

type Case = Route.ComponentProps['loaderData']['work'];

/** Who has the return open, and whose it is. */
export function CaseHead({ work: { presence, assignment } }: { work: Case }) {
  return (
    <div className="case-head">
      <form method="post" action={assignment.action}>
        <p>{assignment.text}</p>
        {assignment.button && (
          <Button variant="secondary" size="small">
            {assignment.button}
          </Button>
        )}
      </form>
      <WhoIsHere {...presence} />
    </div>
  );
}

/** What customer and desk wrote to each other, and the notes of colleagues. */
export function CaseTalk({ work: { messages, notes } }: { work: Case }) {
  return (
    <>
      <div id="messages">
        <Card title={messages.title}>
          {messages.waiting && (
            <Notice tone="warning" title={messages.waiting.title}>
              <p>{messages.waiting.text}</p>
            </Notice>
          )}
          {messages.entries.length === 0 && <p className="soft">{messages.none}</p>}
          <CaseEntries entries={messages.entries} label={messages.title} />
          {messages.write && (
            <LinkButton href={messages.write.href} variant="secondary" document>
              {messages.write.label}
            </LinkButton>
          )}
        </Card>
      </div>
      <div id="notes">
        <Card title={notes.title}>
          <p className="soft">{notes.lead}</p>
          <CaseEntries entries={notes.entries} label={notes.title} />
          {notes.form && <NoteForm words={notes.form} key={notes.form.key} />}
        </Card>
      </div>
    </>
  );
}
