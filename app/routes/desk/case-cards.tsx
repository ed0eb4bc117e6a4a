import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { CaseEntries } from '#app/components/staff/case-entries.tsx';
import { GoodwillList } from '#app/components/staff/goodwill-list.tsx';
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

/** A decision that the customer contests. */
export function Contested({ work: { contest } }: { work: Case }) {
  if (!contest) return null;
  return (
    <Notice tone={contest.open ? 'warning' : 'info'} title={contest.title}>
      <p>{contest.text}</p>
      <blockquote className="case-entry-text" dir="auto">
        {contest.words}
      </blockquote>
      {contest.open && (
        <LinkButton href={contest.href} variant="secondary" document>
          {contest.open}
        </LinkButton>
      )}
    </Notice>
  );
}

/** What was given out of goodwill, and the way to give. */
export function Goodwill({ work: { goodwill } }: { work: Case }) {
  if (!goodwill.open && goodwill.rows.length === 0) return null;
  return (
    <Card title={goodwill.title}>
      <GoodwillList rows={goodwill.rows} />
      {goodwill.open && (
        <LinkButton href={goodwill.open.href} variant="secondary" document>
          {goodwill.open.label}
        </LinkButton>
      )}
    </Card>
  );
}

/** What strikes about the return, in words, and that it takes nothing away. */
export function Signals({ work: { signals } }: { work: Case }) {
  if (!signals) return null;
  return (
    <Notice tone="warning" title={signals.title}>
      <ul className="signals">
        {signals.list.map(({ code, text, rests }) => (
          <li key={code}>
            {text} <span className="soft">{rests}</span>
          </li>
        ))}
      </ul>
      <p>{signals.never}</p>
    </Notice>
  );
}
