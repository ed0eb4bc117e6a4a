import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { Translate } from '#app/i18n/types.ts';

const FIELDS = ['name', 'contract', 'line', 'words', 'email'] as const;

/** What is wrong with the form, in the order of its fields; what is wrong with none of them stands for the page. */
export function problemsOf(errors: Readonly<Record<string, string>>, t: Translate): FieldProblem[] {
  const known = FIELDS.flatMap((field) =>
    errors[field] ? [{ field, message: sentence(field, errors[field], t) }] : [],
  );
  return known.length > 0 ? known : [{ field: '', message: t('withdrawal:error.invalid') }];
}

function sentence(field: (typeof FIELDS)[number], code: string, t: Translate): string {
  if (code === 'too-long') return t('withdrawal:error.too-long');
  if (field === 'email') return code === 'required' ? t('withdrawal:error.email') : t('withdrawal:error.email-wrong');
  if (field === 'line') return t('withdrawal:error.lines');
  if (code === 'required' && field !== 'words') return t(`withdrawal:error.${field}`);
  return t('withdrawal:error.invalid');
}
