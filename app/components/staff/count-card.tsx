import { type FormEvent, useState } from 'react';
import { Icon } from '#app/components/icon.tsx';
import { PhotoStrip } from '#app/components/photo-strip.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Disposition } from '#machines/dock/disposition.ts';
import type { LineMark } from '#machines/dock/findings.ts';
import { GRADES, type Grade } from '#machines/line/codes.ts';
import type { ReasonCode } from '#machines/policy/reasons.ts';
import { CountFields } from './count-fields.tsx';
import { typeInto } from './parcel-keys.ts';

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
  disposition: Disposition | null;
  ways: Readonly<Record<Grade, { open: readonly Disposition[]; proposed: Disposition | null }>>;
  marks: readonly LineMark[];
  serials: readonly string[];
  soldSerials: readonly string[];
  asksSerial: boolean;
}

export interface CountCardProps {
  line: CountLine;
  /** "Item 1 of 3". */
  position: string;
  /** What was typed before, when something of it was wrong. */
  typed:
    | { count: string; grade: string; note: string; place: string; serial: string; marks: readonly string[] }
    | undefined;
  readOnly: boolean;
  keysOn: boolean;
  errorOf: (field: string) => string | undefined;
}

/** One item of a parcel: what it should be, large enough to be read from where the parcel stands, and beside it what the dock finds. */
export function CountCard(props: CountCardProps) {
  const { line, position, typed, readOnly } = props;
  const [grade, setGrade] = useState(GRADES.find((one) => one === (typed?.grade ?? line.grade)) ?? null);
  const onChange = (event: FormEvent<HTMLElement>) => {
    const { target, currentTarget } = event;
    if (!(target instanceof HTMLInputElement) || !target.name.startsWith('grade-')) return;
    const chosen = GRADES.find((one) => one === target.value) ?? null;
    setGrade(chosen);
    keepCountInStep(currentTarget.querySelector<HTMLInputElement>('input[name^="count-"]'), chosen, line.announced);
  };
  return (
    <section
      className="card count-card"
      data-line={line.id}
      aria-label={`${position}: ${line.title}`}
      onChange={onChange}
    >
      <What line={line} position={position} />
      {readOnly ? <Found line={line} /> : <CountFields {...props} grade={grade} />}
    </section>
  );
}

/** What is not there counts nothing, and what is there does not count nothing. */
function keepCountInStep(field: HTMLInputElement | null, grade: Grade | null, announced: number): void {
  if (!field || grade === null) return;
  if (grade === 'missing') typeInto(field, '0');
  else if (field.value.trim() === '0') typeInto(field, String(announced));
}

function What({ line, position }: Pick<CountCardProps, 'line' | 'position'>) {
  const { t } = useWords();
  const photos = line.photos.map((id, index) => ({
    id,
    src: `/staff/photos/${id}`,
    alt: t('staff:dock.parcel.photo', { number: index + 1, title: line.title }),
  }));
  return (
    <div className="count-what">
      <p className="count-position">{position}</p>
      <div className="count-main">
        <span className="count-picture">
          {line.image ? <img src={line.image} alt="" width="176" height="176" /> : <Icon name="parcel" />}
        </span>
        <div>
          <h3 className="count-big">
            <bdi>{line.title}</bdi>
          </h3>
          {line.variant && (
            <p className="count-big">
              <bdi>{line.variant}</bdi>
            </p>
          )}
          <p className="count-big count-sku">
            <bdi dir="ltr">{line.sku}</bdi>
          </p>
          <p className="count-big">{t('product.pieces', { count: line.announced })}</p>
        </div>
      </div>
      {line.soldSerials.length > 0 && (
        <p>
          {t('parcel:serial.sold')}: <bdi dir="ltr">{line.soldSerials.join(', ')}</bdi>
        </p>
      )}
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
  );
}

function Found({ line }: { line: CountLine }) {
  const { t } = useWords();
  if (line.counted === null) return null;
  return (
    <div className="count-fields">
      <p>{t('staff:desk.return.counted', { count: line.counted })}</p>
      {line.grade && <p>{t(`terms:grade.${line.grade}`)}</p>}
      {line.disposition && <p>{t(`parcel:place.${line.disposition}`)}</p>}
      {line.note && <p dir="auto">{line.note}</p>}
    </div>
  );
}
