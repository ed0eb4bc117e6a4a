import { FileInput } from '#app/components/file-input.tsx';
import { PhotoStrip } from '#app/components/photo-strip.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { GRADES, type Grade } from '#machines/line/codes.ts';
import type { ReasonCode } from '#machines/policy/reasons.ts';

export interface CountLine {
  id: string;
  title: string;
  variant: string | null;
  sku: string;
  image: string | null;
  announced: number;
  reason: ReasonCode;
  comment: string | null;
  counted: number | null;
  grade: Grade | null;
  note: string | null;
  photos: readonly string[];
}

export interface CountCardProps {
  line: CountLine;
  /** "Item 1 of 3". */
  position: string;
  /** What was typed before, when something of it was wrong. */
  typed: { count: string; grade: string; note: string } | undefined;
  readOnly: boolean;
  errorOf: (field: string) => string | undefined;
}

/** The dock's note may be as long as the machine takes it. */
const NOTE_LIMIT = 2000;

/** One item of a parcel: what it should be, and beside it what the dock finds. */
export function CountCard({ line, position, typed, readOnly, errorOf }: CountCardProps) {
  const { t } = useWords();
  const photos = line.photos.map((id, index) => ({
    id,
    src: `/staff/photos/${id}`,
    alt: t('staff:dock.parcel.photo', { number: index + 1, title: line.title }),
  }));
  return (
    <section className="card count-card" data-line={line.id} aria-label={`${position}: ${line.title}`}>
      <div className="count-what">
        <p className="count-position">{position}</p>
        <ProductLine {...line} quantity={line.announced} />
        <p>
          {t('staff:dock.parcel.reason')}: <strong>{t(`terms:reason.${line.reason}`)}</strong>
        </p>
        {line.comment && (
          <blockquote dir="auto" aria-label={t('staff:dock.parcel.comment')}>
            {line.comment}
          </blockquote>
        )}
        <PhotoStrip photos={photos} label={t('staff:dock.parcel.kept')} />
      </div>
      {readOnly ? <Found line={line} /> : <Fields line={line} typed={typed} errorOf={errorOf} />}
    </section>
  );
}

function Fields({ line, typed, errorOf }: Pick<CountCardProps, 'line' | 'typed' | 'errorOf'>) {
  const { t } = useWords();
  const { id } = line;
  const [count, grade, note] = [`count-${id}`, `grade-${id}`, `note-${id}`];
  return (
    <div className="count-fields">
      <TextInput
        name={count}
        label={t('staff:dock.parcel.count')}
        hint={t('staff:dock.parcel.count-hint', { count: line.announced })}
        error={errorOf(count)}
        defaultValue={typed?.count ?? String(line.counted ?? line.announced)}
        inputMode="numeric"
        autoComplete="off"
        width="tiny"
      />
      <Radios
        name={grade}
        label={t('staff:dock.parcel.grade')}
        hint={<span className="key-hint">{t('staff:dock.parcel.grade-hint')}</span>}
        error={errorOf(grade)}
        defaultValue={typed?.grade ?? line.grade ?? undefined}
        options={GRADES.map((value, index) => ({
          value,
          label: t(`terms:grade.${value}`),
          price: <kbd className="key-hint">{index + 1}</kbd>,
        }))}
      />
      <details
        className="count-more"
        open={Boolean(typed?.note || line.note || errorOf(note) || errorOf(`photos-${id}`))}
      >
        <summary>
          {t('staff:dock.parcel.note')} · {t('staff:dock.parcel.photos')}
        </summary>
        <TextArea
          name={note}
          label={t('staff:dock.parcel.note')}
          error={errorOf(note)}
          defaultValue={typed?.note ?? line.note ?? ''}
          rows={2}
          maxLength={NOTE_LIMIT}
        />
        <FileInput
          name={`photos-${id}`}
          label={t('staff:dock.parcel.photos')}
          hint={t('staff:dock.parcel.photos-hint')}
          error={errorOf(`photos-${id}`)}
          accept="image/jpeg,image/png,image/webp"
        />
      </details>
    </div>
  );
}

function Found({ line }: { line: CountLine }) {
  const { t } = useWords();
  if (line.counted === null) return null;
  return (
    <div className="count-fields">
      <p>{t('staff:desk.return.counted', { count: line.counted })}</p>
      {line.grade && <p>{t(`terms:grade.${line.grade}`)}</p>}
      {line.note && <p dir="auto">{line.note}</p>}
    </div>
  );
}
