import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { FieldSet } from '#app/components/field.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { choosePage } from './choose-page.server.ts';
import { Sentences } from './sentences.tsx';

type View = Awaited<ReturnType<typeof choosePage>>;

/** A GET form: what is chosen stands in the address of the next step. */
export function ChooseStep({ view }: { view: View }) {
  const { t } = useWords();
  const errorOf = (field: string) => view.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {view.checkPath && (
        <Card title={t('policy:edit.so-far')}>
          <Sentences sentences={view.sentences} />
          <div className="actions">
            <LinkButton href={view.checkPath}>{t('policy:edit.to-check')}</LinkButton>
            <Anchor href="/policy/edit">{t('policy:edit.start-over')}</Anchor>
          </div>
        </Card>
      )}
      <form method="get" action="/policy/edit" noValidate key={view.edits.join()}>
        <input type="hidden" name="base" value={view.base ?? 0} />
        {view.edits.map((edit) => (
          <input key={edit} type="hidden" name="edit" value={edit} />
        ))}
        <FieldSet name="for" label={t('policy:edit.choose')} hint={t('policy:edit.choose-hint')} error={errorOf('for')}>
          <h2 className="policy-group">{t('policy:edit.choose-own')}</h2>
          <Countries options={view.own} chosen={view.chosen} />
          <details className="policy-group" open={view.others.some(({ value }) => view.chosen.includes(value))}>
            <summary>{t('policy:edit.choose-others')}</summary>
            <Countries options={view.others} chosen={view.chosen} />
          </details>
        </FieldSet>
        <TextInput
          name="code"
          label={t('policy:edit.code')}
          hint={t('policy:edit.code-hint')}
          error={errorOf('code')}
          defaultValue={view.code}
          width="tiny"
          autoComplete="off"
          spellCheck={false}
          ltr
        />
        <div className="actions">
          <Button name="step" value="rules">
            {t('policy:edit.set')}
          </Button>
          <Button name="step" value="remove" variant="secondary">
            {t('policy:edit.remove')}
          </Button>
        </div>
      </form>
    </>
  );
}

interface Option {
  value: string;
  label: string;
  hint?: string;
}

/** The first of all carries the field's id, where the error summary leads. */
function Countries({ options, chosen }: { options: readonly Option[]; chosen: readonly string[] }) {
  return (
    <div className="policy-countries">
      {options.map(({ value, label, hint }) => {
        const id = value === 'default' ? 'for' : `for-${value}`;
        return (
          <div className="choice" key={value}>
            <input
              type="checkbox"
              name="for"
              id={id}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-describedby={hint ? `${id}-note` : undefined}
            />
            <label htmlFor={id}>
              <span className="choice-label">{label}</span>
            </label>
            {hint && (
              <div className="choice-notes choice-hint" id={`${id}-note`}>
                {hint}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
