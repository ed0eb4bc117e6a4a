import type { KeyboardEvent } from 'react';
import { Card } from '#app/components/card.tsx';
import { Checkboxes } from '#app/components/checkboxes.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { PhotoStrip } from '#app/components/photo-strip.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { PARCEL_MARKS, type ParcelMark } from '#machines/dock/findings.ts';
import { Keyed } from './keyed.tsx';
import { WHOLE_KEYS } from './parcel-keys.ts';

interface WholeParcelProps {
  whole: {
    marks: readonly ParcelMark[];
    note: string | null;
    photos: readonly string[];
    weight: { label: string; hint: string; before: string };
  };
  typed: { marks: readonly string[]; note: string; weight: string } | undefined;
  keysOn: boolean;
  errorOf: (field: string) => string | undefined;
}

/** What is to be said of the parcel and not of one of its items. */
export function WholeParcel({ whole, typed, keysOn, errorOf }: WholeParcelProps) {
  const { t } = useWords();
  const wrong = Boolean(errorOf('note-parcel') || errorOf('photos-parcel'));
  const photos = whole.photos.map((id, index) => ({
    id,
    src: `/staff/photos/${id}`,
    alt: t('staff:dock.parcel.photo', { number: index + 1, title: t('parcel:whole') }),
  }));
  return (
    <Card title={t('parcel:whole')}>
      <Checkboxes
        name="mark-parcel"
        label={t('parcel:mark.whole')}
        error={errorOf('mark-parcel')}
        defaultValues={typed?.marks ?? whole.marks}
        options={PARCEL_MARKS.map((value) => ({
          value,
          label: <Keyed letter={keysOn ? WHOLE_KEYS[value] : null}>{t(`parcel:finding.${value}`)}</Keyed>,
        }))}
      />
      <TextInput
        name="weight-parcel"
        label={<Keyed letter={keysOn ? 'K' : null}>{whole.weight.label}</Keyed>}
        hint={whole.weight.hint}
        error={errorOf('weight-parcel')}
        defaultValue={typed?.weight ?? whole.weight.before}
        autoComplete="off"
        width="short"
        ltr
        data-scan="own"
        onKeyDown={leave}
      />
      <PhotoStrip photos={photos} label={t('staff:dock.parcel.kept')} />
      <details className="count-more" open={Boolean(typed?.note || whole.note || wrong)}>
        <summary>
          {t('staff:dock.parcel.note')} · {t('staff:dock.parcel.photos')}
        </summary>
        <TextArea
          name="note-parcel"
          label={t('staff:dock.parcel.note')}
          error={errorOf('note-parcel')}
          defaultValue={typed?.note ?? whole.note ?? ''}
          rows={2}
          maxLength={2000}
        />
        <FileInput
          name="photos-parcel"
          label={t('staff:dock.parcel.photos')}
          hint={t('staff:dock.parcel.photos-hint')}
          error={errorOf('photos-parcel')}
          accept="image/jpeg,image/png,image/webp"
        />
      </details>
    </Card>
  );
}

/** A scale ends with Enter, which would send the form: keys act again instead. */
function leave(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.currentTarget.blur();
}
