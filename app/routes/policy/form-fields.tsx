import { Checkboxes } from '#app/components/checkboxes.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { FieldSet } from '#app/components/field.tsx';
import { Radios } from '#app/components/radios.tsx';
import { Select } from '#app/components/select.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { CountryBoxes } from './country-boxes.tsx';
import type { FieldValues, FormField } from './form-field.ts';
import { LinesInput } from './lines-input.tsx';

/** The fields of a form, each with its value and what is wrong with it. Without scripts all are shown, so each hint says when it is needed. */
export function FormFields({
  fields,
  values,
  problems,
}: {
  fields: readonly FormField[];
  values: FieldValues;
  problems: readonly FieldProblem[];
}) {
  return fields.map((field) => <OneField key={field.name} field={field} values={values} problems={problems} />);
}

function OneField({
  field,
  values,
  problems,
}: {
  field: FormField;
  values: FieldValues;
  problems: readonly FieldProblem[];
}) {
  if (field.type === 'row') {
    return (
      <div className="fields-row policy-row">
        <FormFields fields={field.fields} values={values} problems={problems} />
      </div>
    );
  }
  const error = problems.find((problem) => problem.field === field.name)?.message;
  const common = { name: field.name, label: field.label, hint: field.hint, error };
  const given = values[field.name] ?? [];
  switch (field.type) {
    case 'radio':
      return <Radios {...common} options={field.choices} defaultValue={given[0]} />;
    case 'check':
      return <Checkboxes {...common} options={field.choices} defaultValues={given} />;
    case 'select':
      return <Select {...common} options={field.choices} empty={field.empty} defaultValue={given[0]} />;
    case 'countries':
      return (
        <FieldSet {...common}>
          <CountryBoxes name={field.name} groups={field.groups} chosen={given} />
        </FieldSet>
      );
    case 'lines':
      return <LinesInput {...common} defaultValue={given[0]} most={field.most} />;
    case 'number':
    case 'amount':
      return (
        <TextInput
          {...common}
          defaultValue={given[0]}
          inputMode={field.type === 'number' ? 'numeric' : 'decimal'}
          autoComplete="off"
          width={field.type === 'number' ? 'tiny' : 'short'}
          ltr
        />
      );
    case 'date':
      return <TextInput {...common} type="date" defaultValue={dayOf(given[0])} width="medium" />;
    case 'text':
      return (
        <TextInput
          {...common}
          defaultValue={given[0]}
          autoComplete="off"
          width={field.width ?? 'full'}
          ltr={field.ltr ?? false}
        />
      );
  }
}

/** Browsers take nothing else for the value of a date, and complain. */
export function dayOf(typed: string | undefined): string | undefined {
  return typed !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : undefined;
}
