import { useWords } from '#app/i18n/use-words.ts';
import { DefaultSubmit } from './default-submit.tsx';
import { describedBy, Field, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface AcceptedPhoto {
  id: string;
  /** What the customer called the file. */
  name: string;
  src: string;
}

export interface FileInputProps extends FieldProps {
  /** MIME types and extensions, as the `accept` attribute takes them. The server looks into the file itself. */
  accept?: string;
  multiple?: boolean;
  /** Photos kept from earlier: they survive an error elsewhere on the page. Each has a button `name=remove value=<id>`. */
  accepted?: readonly AcceptedPhoto[];
}

/** Photos. State the limits in `hint`. The form must be `encType="multipart/form-data"`. */
export function FileInput(props: FileInputProps) {
  const {
    name,
    id = name,
    label,
    hint,
    error,
    heading,
    accept = 'image/jpeg,image/png,image/webp,image/heic',
    multiple = true,
  } = props;
  return (
    <Field name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <AcceptedPhotos photos={props.accepted ?? []} />
      <input
        className="input-file"
        type="file"
        name={name}
        id={id}
        accept={accept}
        multiple={multiple}
        data-preview=""
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Field>
  );
}

function AcceptedPhotos({ photos }: { photos: readonly AcceptedPhoto[] }) {
  const { t } = useWords();
  if (photos.length === 0) return null;
  return (
    <>
      <DefaultSubmit />
      <ul className="photos" aria-label={t('photo.accepted')}>
        {photos.map((photo) => (
          <li key={photo.id}>
            <img src={photo.src} alt={photo.name} width="96" height="96" loading="lazy" />
            <button className="photo-remove" type="submit" name="remove" value={photo.id}>
              <Icon name="cross" size="small" />
              {t('action.remove')} <VisuallyHidden>{photo.name}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
