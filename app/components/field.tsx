import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** What every field takes. `error` is a sentence already in the reader's language. */
export interface FieldProps {
  name: string;
  /** The `id` that the error summary links to; the name unless given. */
  id?: string | undefined;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is the page's question: it becomes its h1. */
  heading?: boolean | undefined;
}

/** The ids by which a control points at its hint and its error. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return classNames(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;
}

/** Label, hint and error around one control. */
export function Field({
  name,
  id = name,
  label,
  hint,
  error,
  heading = false,
  children,
}: FieldProps & { children: ReactNode }) {
  const words = (
    <label className={heading ? 'question' : 'field-label'} htmlFor={id}>
      {label}
    </label>
  );
  return (
    <div className={classNames('field', error && 'field-wrong')}>
      {heading ? <h1 className="question-heading">{words}</h1> : words}
      <FieldNotes id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** Legend, hint and error around several controls that answer one question. */
export function FieldSet({
  name,
  id = name,
  label,
  hint,
  error,
  heading = false,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <fieldset className={classNames('field', error && 'field-wrong')} aria-describedby={describedBy(id, hint, error)}>
      <legend className={heading ? 'question' : 'field-label'}>
        {heading ? <h1 className="question-heading">{label}</h1> : label}
      </legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

function FieldNotes({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  const { t } = useWords();
  return (
    <>
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="stop" size="small" />
          <span>
            <VisuallyHidden>{t('problem.prefix')} </VisuallyHidden>
            {error}
          </span>
        </p>
      )}
    </>
  );
}
