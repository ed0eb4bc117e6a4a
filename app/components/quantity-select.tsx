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

/** Above this many a list is longer than anybody wants to scroll, and a number is typed. */
const LONGEST_LIST = 30;

/** How many pieces: a native list, so that no number above what is left can be chosen by accident; a number field for many. */
export function QuantitySelect({ name, id = name, hiddenLabel, label, min = 1, max, ...shown }: QuantitySelectProps) {
  const field = { name, id, min, max, defaultValue: shown.defaultValue };
  return (
    <div className="quantity">
      <label htmlFor={id}>
        {label && <span aria-hidden="true">{label}</span>}
        <VisuallyHidden>{hiddenLabel}</VisuallyHidden>
      </label>
      {max - min < LONGEST_LIST ? (
        <QuantityList {...field} say={shown.say ?? String} />
      ) : (
        <>
          <input className="input input-short" type="number" inputMode="numeric" step={1} {...field} />
          <span className="small muted" dir="ltr">{`${min}–${max}`}</span>
        </>
      )}
    </div>
  );
}

interface QuantityListProps {
  name: string;
  id: string;
  min: number;
  max: number;
  defaultValue: number | undefined;
  say: (count: number) => string;
}

function QuantityList({ name, id, min, max, defaultValue, say }: QuantityListProps) {
  const counts = Array.from({ length: Math.max(0, max - min + 1) }, (_, index) => min + index);
  return (
    <span className="select">
      <select className="input" name={name} id={id} defaultValue={defaultValue}>
        {counts.map((count) => (
          <option key={count} value={count}>
            {say(count)}
          </option>
        ))}
      </select>
    </span>
  );
}
