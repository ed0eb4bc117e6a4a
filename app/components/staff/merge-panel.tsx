import { Button } from '#app/components/button.tsx';
import { Tag } from '#app/components/tag.tsx';

/** Two versions of one decision, in the reader's words. */
export interface MergeWords {
  readonly lead: string;
  readonly since: {
    readonly title: string;
    readonly steps: readonly { readonly id: string; readonly title: string; readonly by: string }[];
  };
  /** What, there now, yours. */
  readonly columns: readonly string[];
  readonly differs: string;
  readonly tables: readonly {
    readonly id: string;
    readonly caption: string;
    readonly rows: readonly {
      readonly id: string;
      readonly field: string;
      readonly theirs: string;
      readonly yours: string;
      readonly differs: boolean;
    }[];
  }[];
  readonly keep: { readonly action: string; readonly key: string; readonly text: string; readonly button: string };
}

/** What a colleague did while somebody decided, beside what that person had entered; nothing of it is lost. */
export function MergePanel({ merge }: { merge: MergeWords }) {
  return (
    <div className="merge">
      <p>{merge.lead}</p>
      {merge.since.steps.length > 0 && (
        <>
          <h2>{merge.since.title}</h2>
          <ul>
            {merge.since.steps.map(({ id, title, by }) => (
              <li key={id}>
                {title} <span className="soft">{by}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {merge.tables.map(({ id, caption, rows }) => (
        <table key={id}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {merge.columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.field} {row.differs && <Tag tone="warning">{merge.differs}</Tag>}
                </th>
                <td dir="auto">{row.theirs}</td>
                <td dir="auto">{row.yours}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <form method="post" action={merge.keep.action}>
        <input type="hidden" name="key" value={merge.keep.key} />
        <input type="hidden" name="text" value={merge.keep.text} />
        <Button variant="secondary">{merge.keep.button}</Button>
      </form>
    </div>
  );
}
