import type { ReactNode } from 'react';
import { type FieldProps, FieldSet } from './field.tsx';

export interface CheckboxOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

export interface CheckboxesProps extends FieldProps {
  options: readonly CheckboxOption[];
  defaultValues?: readonly string[] | undefined;
}

/** Any number of a few. For products see ProductChoices. */
export function Checkboxes({
  name,
  id = name,
  label,
  hint,
  error,
  heading,
  options,
  defaultValues = [],
}: CheckboxesProps) {
  return (
    <FieldSet name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <div className="choices">
        {options.map((option, index) => {
          const own = index === 0 ? id : `${id}-${option.value}`;
          return (
            <div className="choice" key={option.value}>
              <input
                type="checkbox"
                name={name}
                id={own}
                value={option.value}
                defaultChecked={defaultValues.includes(option.value)}
                aria-describedby={option.hint ? `${own}-note` : undefined}
              />
              <label htmlFor={own}>
                <span className="choice-label">{option.label}</span>
              </label>
              {option.hint && (
                <div className="choice-notes choice-hint" id={`${own}-note`}>
                  {option.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </FieldSet>
  );
}
