import { describedBy, Field, type FieldProps } from './field.tsx';

export interface CodeInputProps extends FieldProps {
  defaultValue?: string | undefined;
  /** Symbols in the code; the field takes twice as many, since people paste spaces and dashes with it. */
  length?: number;
}

/** A one-time code in one field: paste works, and phones offer the code from the message. */
export function CodeInput({ name, id = name, label, hint, error, heading, defaultValue, length = 6 }: CodeInputProps) {
  return (
    <Field name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <input
        className="input input-code"
        type="text"
        name={name}
        id={id}
        dir="ltr"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={length * 2}
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Field>
  );
}
