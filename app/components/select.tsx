import { describedBy, Field, type FieldProps } from './field.tsx';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectProps extends FieldProps {
  options: readonly SelectOption[];
  defaultValue?: string | undefined;
  /** The first, empty option: what is still to be chosen. */
  empty?: string | undefined;
}

/** One of many; up to about eight, radios are kinder. */
export function Select({ name, id = name, label, hint, error, heading, options, defaultValue, empty }: SelectProps) {
  return (
    <Field name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <span className="select">
        <select
          className="input"
          name={name}
          id={id}
          defaultValue={defaultValue}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}
