import { Tag } from '#app/components/tag.tsx';

/** A note or a message in the reader's words; `text` is as it was written. */
export interface CaseEntry {
  readonly id: string;
  readonly who: string;
  readonly when: string;
  readonly dateTime: string;
  readonly text: string;
  readonly tag: string | null;
}

/** What people wrote about a return, the earliest first. Text is text, whatever stands in it. */
export function CaseEntries({ entries, label }: { entries: readonly CaseEntry[]; label: string }) {
  return (
    <ol className="case-entries" aria-label={label}>
      {entries.map(({ id, who, when, dateTime, text, tag }) => (
        <li key={id}>
          <p className="case-entry-head">
            <strong dir="auto">{who}</strong> <time dateTime={dateTime}>{when}</time>
            {tag && <Tag tone="info">{tag}</Tag>}
          </p>
          <p className="case-entry-text" dir="auto">
            {text}
          </p>
        </li>
      ))}
    </ol>
  );
}
