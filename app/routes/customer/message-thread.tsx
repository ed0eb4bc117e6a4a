import type { SpokenConversation } from './spoken-conversation.server.ts';

/** What customer and shop wrote to each other, the earliest first. */
export function MessageThread({ talk, label }: { talk: SpokenConversation; label: string }) {
  return (
    <ol className="case-entries" aria-label={label}>
      {talk.messages.map(({ id, who, when, dateTime, text }) => (
        <li key={id}>
          <p className="case-entry-head">
            <strong dir="auto">{who}</strong> <time dateTime={dateTime}>{when}</time>
          </p>
          <p className="case-entry-text" dir="auto">
            {text}
          </p>
        </li>
      ))}
    </ol>
  );
}
