import { Card } from '#app/components/card.tsx';
import { type Photo, PhotoStrip } from '#app/components/photo-strip.tsx';
import { Tag } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';

interface CountWords {
  id: string;
  /** Who counted, and when. */
  by: string;
  findings: readonly { id: string; text: string; serial: string | null; note: string | null }[];
  /** The weight of the parcel, and where the goods go. */
  facts: readonly string[];
}

export interface FoundAtDockWords {
  last: CountWords;
  earlier: readonly CountWords[];
  /** The lines at which something was found. */
  touched: readonly string[];
  photos: readonly Photo[];
}

/** What the dock found beside pieces and condition, and where the goods go; with each count that was replaced. */
export function FoundAtDock({ found }: { found: FoundAtDockWords }) {
  const { t } = useWords();
  return (
    <Card title={t('parcel:desk.title')}>
      {found.last.findings.length > 0 && <p>{t('parcel:desk.text')}</p>}
      <Count count={found.last} />
      <PhotoStrip photos={found.photos} label={t('staff:desk.return.dock-photos')} />
      {found.earlier.length > 0 && (
        <details className="receipts">
          <summary>{t('parcel:desk.earlier')}</summary>
          {found.earlier.map((count) => (
            <Count key={count.id} count={count} />
          ))}
        </details>
      )}
    </Card>
  );
}

function Count({ count }: { count: CountWords }) {
  return (
    <div className="found-count">
      <p className="soft">{count.by}</p>
      <ul>
        {count.findings.map(({ id, text, serial, note }) => (
          <li key={id}>
            <Tag tone="warning">{text}</Tag> {serial && <bdi>{serial}</bdi>} {note && <q dir="auto">{note}</q>}
          </li>
        ))}
        {count.facts.map((words) => (
          <li key={words} dir="auto">
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
