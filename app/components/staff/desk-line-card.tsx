import { type Photo, PhotoStrip } from '#app/components/photo-strip.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Grade } from '#machines/line/context.ts';

export interface ReceiptWords {
  id: string;
  scope: string;
  outcome: string;
  tone: Tone;
  text: string;
  detail: string;
  /** What would have changed the answer. */
  would: readonly string[];
}

/** One line of a return in the reader's words. */
export interface DeskLineWords {
  id: string;
  title: string;
  variant: string | null;
  sku: string;
  image: string | null;
  quantity: number;
  acceptable: number;
  reason: string;
  comment: string | null;
  seal: string | null;
  counted: string | null;
  /** The dock counted another number than was announced. */
  differs: boolean;
  grade: Grade | null;
  dockNote: string | null;
  customerPhotos: readonly Photo[];
  dockPhotos: readonly Photo[];
  refund: string;
  decision: { state: string; tone: Tone; detail: string; note: string | null } | null;
  receipts: readonly ReceiptWords[];
  /** The customer keeps it. */
  kept: boolean;
  /** A rule wants a person. */
  review: boolean;
  /** Refunded before it came, and something else came. */
  ahead: boolean;
  /** What the rules would take off for the condition found. */
  suggestion: string | null;
}

const sound: readonly Grade[] = ['as-new', 'opened'];

/** What one item was, what its customer said, and beside it what the dock found: the evidence for a decision. */
export function DeskLineCard({ line }: { line: DeskLineWords }) {
  const { t } = useWords();
  return (
    <article className="card desk-line" aria-label={line.title}>
      <ProductLine {...line} price={line.refund}>
        <h2 className="visually-hidden">{line.title}</h2>
        {(line.kept || line.review || line.ahead) && (
          <p className="desk-found">
            {line.kept && <Tag>{t('staff:desk.return.kept')}</Tag>}
            {line.review && <Tag tone="warning">{t('staff:desk.return.review')}</Tag>}
            {line.ahead && <Tag tone="danger">{t('staff:desk.return.ahead')}</Tag>}
          </p>
        )}
        {line.ahead && <p>{t('staff:desk.return.ahead-text')}</p>}
        {line.decision && (
          <p className="desk-decision">
            <Tag tone={line.decision.tone}>{line.decision.state}</Tag> {line.decision.detail}
            {line.decision.note && <q dir="auto">{line.decision.note}</q>}
          </p>
        )}
      </ProductLine>
      <div className="desk-sides">
        <section>
          <h3>{t('staff:desk.return.reason')}</h3>
          <p>
            <strong>{line.reason}</strong>
          </p>
          {line.seal && <p>{line.seal}</p>}
          {line.comment && (
            <blockquote dir="auto" aria-label={t('staff:desk.return.comment')}>
              {line.comment}
            </blockquote>
          )}
          <PhotoStrip photos={line.customerPhotos} label={t('staff:desk.return.customer-photos')} />
        </section>
        <section>
          <h3>{t('staff:desk.return.found')}</h3>
          {line.counted === null ? (
            <p className="soft">{t('staff:desk.return.not-counted')}</p>
          ) : (
            <p className="desk-found">
              <Tag tone={line.differs ? 'warning' : 'neutral'}>{line.counted}</Tag>
              {line.grade && (
                <Tag tone={sound.includes(line.grade) ? 'success' : 'warning'}>{t(`terms:grade.${line.grade}`)}</Tag>
              )}
            </p>
          )}
          {line.suggestion && <p>{line.suggestion}</p>}
          {line.dockNote && (
            <blockquote dir="auto" aria-label={t('staff:desk.return.dock-note')}>
              {line.dockNote}
            </blockquote>
          )}
          <PhotoStrip photos={line.dockPhotos} label={t('staff:desk.return.dock-photos')} />
        </section>
      </div>
      <Receipts receipts={line.receipts} />
    </article>
  );
}

function Receipts({ receipts }: { receipts: readonly ReceiptWords[] }) {
  const { t } = useWords();
  return (
    <details className="receipts">
      <summary>{t('staff:desk.return.policy')}</summary>
      <ul>
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <Tag tone={receipt.tone}>
              {receipt.scope}: {receipt.outcome}
            </Tag>
            <span>
              {receipt.text} {receipt.detail && <span className="soft">{receipt.detail}</span>}
              {receipt.would.length > 0 && (
                <ul>
                  {receipt.would.map((sentence) => (
                    <li key={sentence} className="soft">
                      {sentence}
                    </li>
                  ))}
                </ul>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
