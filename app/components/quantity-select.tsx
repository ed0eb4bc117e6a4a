import { VisuallyHidden } from './visually-hidden.tsx';

export interface QuantitySelectProps {
  name: string;
  id?: string | undefined;
  /** Read with the product's name: "How many of Linen shirt". Shown only to those who listen unless `label` is given too. */
  hiddenLabel: string;
  label?: string | undefined;
  /** From `min` (1 unless given) to `max` pieces. */
  min?: number;
  max: number;
  defaultValue?: number | undefined;
  /** Says a number of pieces in words, `3 of 5`; the bare number unless given. */
  say?: (count: number) => string;
}

/** How many pieces: a native list, so that no number above what is left can be chosen by accident. */
export function QuantitySelect({
  name,
  id = name,
  hiddenLabel,
  label,
  min = 1,
  max,
  defaultValue,
  say = String,
}: QuantitySelectProps) {
  const counts = Array.from({ length: Math.max(0, max - min + 1) }, (_, index) => min + index);
  return (
    <div className="quantity">
      <label htmlFor={id}>
        {label && <span aria-hidden="true">{label}</span>}
        <VisuallyHidden>{hiddenLabel}</VisuallyHidden>
      </label>
      <span className="select">
        <select className="input" name={name} id={id} defaultValue={defaultValue}>
          {counts.map((count) => (
            <option key={count} value={count}>
              {say(count)}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
