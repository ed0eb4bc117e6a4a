import { type KeyboardEvent, useState } from 'react';
import { describedBy, Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { splitSerials, strangeSerials } from '#machines/dock/findings.ts';
import type { CountCardProps } from './count-card.tsx';
import { Keyed } from './keyed.tsx';

/** Serial numbers, scanned or typed. One that was not sold is told at once and noted; it holds nobody up. */
export function SerialField({ line, typed, keysOn, errorOf }: CountCardProps) {
  const { t } = useWords();
  const name = `serial-${line.id}`;
  const before = typed?.serial ?? line.serials.join(', ');
  const [value, setValue] = useState(before);
  const strange = strangeSerials(splitSerials(value), line.soldSerials);
  const error = errorOf(name);
  const hint = line.announced > 1 ? t('parcel:serial.hint-several') : t('parcel:serial.hint');
  const label = <Keyed letter={keysOn ? 'S' : null}>{t('parcel:serial.label')}</Keyed>;
  return (
    <div className="count-serial">
      <Field name={name} label={label} hint={hint} error={error}>
        <input
          data-scan="own"
          className="input input-full"
          type="text"
          name={name}
          id={name}
          dir="ltr"
          defaultValue={before}
          autoComplete="off"
          spellCheck={false}
          onInput={(event) => setValue(event.currentTarget.value)}
          onKeyDown={goOn}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(name, hint, error)}
        />
      </Field>
      <div role="status">
        {strange.length > 0 && (
          <Notice tone="warning" title={t('parcel:serial.differs')}>
            <p>
              <bdi dir="ltr">{strange.join(', ').slice(0, 200)}</bdi>
            </p>
          </Notice>
        )}
      </div>
    </div>
  );
}

/** A scanner ends with Enter, which would send the form: it goes on to the condition instead. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const radios = event.currentTarget
    .closest('[data-line]')
    ?.querySelectorAll<HTMLInputElement>('input[name^="grade-"]');
  const target = [...(radios ?? [])].find((radio) => radio.checked) ?? radios?.[0];
  target?.focus();
}
