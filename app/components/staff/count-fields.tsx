import type { ReactNode } from 'react';
import { Checkboxes } from '#app/components/checkboxes.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { LINE_MARKS } from '#machines/dock/findings.ts';
import { GRADES, type Grade } from '#machines/line/codes.ts';
import type { CountCardProps } from './count-card.tsx';
import { Keyed } from './keyed.tsx';
import { MARK_KEYS } from './parcel-keys.ts';
import { PlaceField } from './place-field.tsx';
import { SerialField } from './serial-field.tsx';

/** The dock's note may be as long as the machine takes it. */
const NOTE_LIMIT = 2000;
const PHOTOS = 'image/jpeg,image/png,image/webp';

/** What the dock says of one item: pieces, condition, where it goes, and what else there is to say. */
export function CountFields(props: CountCardProps & { grade: Grade | null }) {
  const { line, typed, keysOn, grade: chosen, errorOf } = props;
  const { t } = useWords();
  const { id } = line;
  const [count, grade, place, mark] = [`count-${id}`, `grade-${id}`, `place-${id}`, `mark-${id}`];
  const asked = line.asksSerial || line.serials.length > 0;
  return (
    <div className="count-fields">
      <TextInput
        name={count}
        label={<Keyed letter={keysOn ? 'C' : null}>{t('staff:dock.parcel.count')}</Keyed>}
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
        error={errorOf(grade)}
        defaultValue={typed?.grade ?? line.grade ?? undefined}
        options={GRADES.map((value, index) => ({
          value,
          label: t(`terms:grade.${value}`),
          ...(keysOn ? { price: <kbd className="key-hint">{index + 1}</kbd> } : {}),
        }))}
      />
      <PlaceField
        name={place}
        grade={chosen}
        ways={line.ways}
        before={typed?.place ?? line.disposition ?? ''}
        keysOn={keysOn}
        error={errorOf(place)}
      />
      {asked && <SerialField {...props} />}
      <Checkboxes
        name={mark}
        label={t('parcel:mark.label')}
        defaultValues={typed?.marks ?? line.marks}
        options={LINE_MARKS.map((value) => ({
          value,
          label: <Keyed letter={keysOn ? MARK_KEYS[value] : null}>{t(`parcel:finding.${value}`)}</Keyed>,
        }))}
      />
      <More {...props}>{!asked && <SerialField {...props} />}</More>
    </div>
  );
}

/** What is seldom needed, folded away; open where something stands in it or is wrong with it. */
function More({ line, typed, keysOn, errorOf, children }: CountCardProps & { children: ReactNode }) {
  const { t } = useWords();
  const [note, photos, serial] = [`note-${line.id}`, `photos-${line.id}`, `serial-${line.id}`];
  const wrong = [note, photos, serial].some((field) => errorOf(field));
  return (
    <details className="count-more" open={Boolean(typed?.note || typed?.serial || line.note || wrong)}>
      <summary>
        {t('staff:dock.parcel.note')} · {t('staff:dock.parcel.photos')}
        {children && ` · ${t('parcel:serial.label')}`}
      </summary>
      {children}
      <TextArea
        name={note}
        label={<Keyed letter={keysOn ? 'O' : null}>{t('staff:dock.parcel.note')}</Keyed>}
        error={errorOf(note)}
        defaultValue={typed?.note ?? line.note ?? ''}
        rows={2}
        maxLength={NOTE_LIMIT}
      />
      <FileInput
        name={photos}
        label={<Keyed letter={keysOn ? 'H' : null}>{t('staff:dock.parcel.photos')}</Keyed>}
        hint={t('staff:dock.parcel.photos-hint')}
        error={errorOf(photos)}
        accept={PHOTOS}
      />
    </details>
  );
}
