import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
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
  const { hint, price, icon, label, value } = option;
  return (
    <div className="choice">
      <input
        type="radio"
        name={name}
        id={id}
        value={value}
        defaultChecked={chosen}
        aria-describedby={classNames(price ? `${id}-price` : null, hint ? `${id}-note` : null) || undefined}
      />
      <label htmlFor={id}>
        {icon && <Icon name={icon} />}
        <span className="choice-label">{label}</span>
      </label>
      {price && (
        <div className="choice-price" id={`${id}-price`}>
          {price}
        </div>
      )}
      {hint && (
        <div className="choice-notes choice-hint" id={`${id}-note`}>
          {hint}
        </div>
      )}
    </div>
  );
}
