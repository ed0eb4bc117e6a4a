import { describedBy, Field, type FieldProps } from '#app/components/field.tsx';

/** Several short texts, one a line. */
export function LinesInput({
  defaultValue,
  most,
  ...field
}: FieldProps & { defaultValue?: string | undefined; most: number }) {
  const { name, id = name, hint, error } = field;
  return (
    <Field {...field}>
      <textarea
        className="input input-medium"
        name={name}
        id={id}
        rows={Math.min(Math.max((defaultValue ?? '').split('\n').length + 1, 4), most)}
        dir="auto"
        spellCheck={false}
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Field>
  );
}
