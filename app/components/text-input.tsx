import type { InputHTMLAttributes, KeyboardEventHandler } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';

export interface TextInputProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'number' | 'search' | 'date' | 'tel';
  defaultValue?: string | undefined;
  autoComplete?: string | undefined;
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'] | undefined;
  /** How much is expected in it: a width is a hint. */
  width?: 'full' | 'medium' | 'short' | 'tiny' | undefined;
  spellCheck?: boolean | undefined;
  /** Order numbers, e-mail addresses and codes are written from left to right in every language. */
  ltr?: boolean | undefined;
  maxLength?: number | undefined;
  min?: number | string | undefined;
  max?: number | string | undefined;
  /** What is scanned or weighed into it is its own, and no parcel's code. */
  'data-scan'?: 'own' | undefined;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement> | undefined;
  placeholder?: never;
}

/** One line of text. No placeholder: it vanishes when it is needed. */
export function TextInput(props: TextInputProps) {
  const {
    name,
    id = name,
    label,
    hint,
    error,
    heading,
    width = 'full',
    ltr = false,
    type = 'text',
    ...control
  } = props;
  return (
    <Field name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <input
        {...control}
        className={classNames('input', `input-${width}`)}
        type={type}
        name={name}
        id={id}
        dir={ltr ? 'ltr' : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Field>
  );
}
