import { Button } from '#app/components/button.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';

export interface GoodwillRowWords {
  readonly id: string;
  readonly text: string;
  readonly note: string | null;
  readonly state: { readonly text: string; readonly tone: Tone };
  /** Why this person cannot agree, though it waits; null: it does not wait, or they can. */
  readonly own: string | null;
  /** Buttons of a second person. */
  readonly acts: { readonly action: string; readonly agree: string; readonly refuse: string } | null;
}

/** What was given out of goodwill, and what waits for a second person. */
export function GoodwillList({ rows }: { rows: readonly GoodwillRowWords[] }) {
  return (
    <ul className="case-entries">
      {rows.map((row) => (
        <li key={row.id}>
          <p className="case-entry-head">
            <bdi>{row.text}</bdi> <Tag tone={row.state.tone}>{row.state.text}</Tag>
          </p>
          {row.note && <q dir="auto">{row.note}</q>}
          {row.own && <p className="soft">{row.own}</p>}
          {row.acts && (
            <form method="post" action={row.acts.action} className="actions">
              <input type="hidden" name="goodwill" value={row.id} />
              <Button variant="secondary" name="intent" value="agree">
                {row.acts.agree}
              </Button>
              <Button variant="quiet" name="intent" value="refuse">
                {row.acts.refuse}
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
