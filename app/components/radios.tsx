import type { ReactNode } from 'react';
import { type FieldProps, FieldSet } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** At the end of the card: what this choice costs or gives back. */
  price?: ReactNode;
  icon?: IconName;
}

export interface RadiosProps extends FieldProps {
  options: readonly RadioOption[];
  defaultValue?: string | undefined;
}

/** One of a few, each a card that is all target. The first carries the field's id, so the error summary leads to it. */
export function Radios({ name, id = name, label, hint, error, heading, options, defaultValue }: RadiosProps) {
  return (
    <FieldSet name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <div className="choices">
        {options.map((option, index) => (
          <RadioCard
            key={option.value}
            option={option}
            name={name}
            id={index === 0 ? id : `${id}-${option.value}`}
            chosen={option.value === defaultValue}
          />
        ))}
      </div>
    </FieldSet>
  );
}

function RadioCard({ option, name, id, chosen }: { option: RadioOption; name: string; id: string; chosen: boolean }) {
  const notes = `${id}-note`;
  return (
    <div className="choice">
      <input
        type="radio"
        name={name}
        id={id}
        value={option.value}
        defaultChecked={chosen}
        aria-describedby={option.hint || option.price ? notes : undefined}
      />
      <label htmlFor={id}>
        {option.icon && <Icon name={option.icon} />}
        <span className="choice-label">{option.label}</span>
      </label>
      {(option.hint || option.price) && (
        <div className="choice-notes" id={notes}>
          {option.hint && <span className="choice-hint">{option.hint}</span>}
          {option.price && <span className="choice-price">{option.price}</span>}
        </div>
      )}
    </div>
  );
}
