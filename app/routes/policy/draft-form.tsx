import type { ReactNode } from 'react';
import { Button } from '#app/components/button.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftFrame } from './draft-page.server.ts';
import type { FieldValues, FormField } from './form-field.ts';
import { FormFields } from './form-fields.tsx';
import { Sentences } from './sentences.tsx';

/** A form that changes a draft. It carries the version that the person saw, so that nobody's change is written over unseen. */
export function DraftForm({
  frame,
  fields,
  values,
  problems,
  button,
  cancel,
  children,
}: {
  frame: DraftFrame;
  fields: readonly FormField[];
  values: FieldValues;
  problems: readonly FieldProblem[];
  button: string;
  cancel: string;
  children?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <form method="post" noValidate className="policy-form">
      <input type="hidden" name="version" value={frame.version} />
      {children}
      <FormFields fields={fields} values={values} problems={problems} />
      <div className="actions">
        <Button>{button}</Button>
        <LinkButton href={cancel} variant="quiet">
          {t('action.cancel')}
        </LinkButton>
      </div>
    </form>
  );
}

/** Somebody else was faster: what the draft says now, above the form that still holds what was typed. */
export function Overtaken({ now }: { now: readonly string[] }) {
  const { t } = useWords();
  return (
    <Notice tone="warning" title={t('policy:draft.says-now')}>
      {now.length > 0 ? <Sentences sentences={now} /> : <p>{t('policy:draft.says-nothing')}</p>}
      <p>{t('policy:draft.save-again')}</p>
    </Notice>
  );
}
