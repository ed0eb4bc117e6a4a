import { useWords } from '#app/i18n/use-words.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';

export interface TextAreaProps extends FieldProps {
  defaultValue?: string | undefined;
  rows?: number;
  /** Said under the field from the start; enhance.js counts down where scripts run. The server refuses what is longer. */
  maxLength: number;
}

/** Several lines of text with a limit. The browser is not told to cut: nothing that was typed is lost without a word. */
export function TextArea({
  name,
  id = name,
  label,
  hint,
  error,
  heading,
  defaultValue,
  rows = 4,
  maxLength,
}: TextAreaProps) {
  const { t } = useWords();
  const described = [describedBy(id, hint, error), `${id}-count`].filter(Boolean).join(' ');
  return (
    <Field name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <textarea
        className="input input-full"
        name={name}
        id={id}
        rows={rows}
        dir="auto"
        defaultValue={defaultValue}
        data-limit={maxLength}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
      <p className="field-count" id={`${id}-count`} data-left={t('field.left')}>
        {t('field.limit', { count: maxLength })}
      </p>
    </Field>
  );
}
