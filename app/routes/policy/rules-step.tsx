import { Button } from '#app/components/button.tsx';
import { Checkboxes } from '#app/components/checkboxes.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { rulesPage } from './rules-page.server.ts';

type View = Awaited<ReturnType<typeof rulesPage>>;

/** The rules for the countries chosen. Without scripts every field is shown, so each says when it is needed. */
export function RulesStep({
  view,
  values,
  problems,
}: {
  view: View;
  values: Readonly<Record<string, string>> | null;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const given: Readonly<Record<string, string | undefined>> = values ?? { ...view.fields };
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {view.names && <p>{view.names}</p>}
      {view.differ && (
        <Notice tone="warning">
          <p>{view.differ}</p>
        </Notice>
      )}
      {view.laws.length > 0 && <Laws laws={view.laws} />}
      <form method="post" action={view.action} noValidate className="policy-form" key={view.key}>
        <Radios
          name="window"
          label={t('policy:rules.window')}
          error={errorOf('window')}
          defaultValue={given.window}
          options={[
            { value: 'days', label: t('policy:edit.window-days') },
            { value: 'law', label: t('policy:rules.law-only'), hint: t('policy:edit.window-law-hint') },
          ]}
        />
        <TextInput
          name="days"
          label={t('policy:edit.days')}
          hint={t('policy:edit.days-hint')}
          error={errorOf('days')}
          defaultValue={given.days}
          inputMode="numeric"
          autoComplete="off"
          width="tiny"
          ltr
        />
        <Radios
          name="cost"
          label={t('policy:rules.cost')}
          error={errorOf('cost')}
          defaultValue={given.cost}
          options={[
            { value: 'merchant', label: t('policy:edit.cost-merchant') },
            { value: 'label', label: t('policy:edit.cost-label') },
            { value: 'own', label: t('policy:edit.cost-own') },
          ]}
        />
        <div className="fields-row">
          <TextInput
            name="fee"
            label={t('policy:edit.fee')}
            hint={t('policy:edit.fee-hint')}
            error={errorOf('fee')}
            defaultValue={given.fee}
            inputMode="decimal"
            autoComplete="off"
            width="short"
            ltr
          />
          <TextInput
            name="currency"
            label={t('policy:edit.currency')}
            hint={t('policy:edit.currency-hint')}
            error={errorOf('currency')}
            defaultValue={given.currency}
            autoComplete="off"
            spellCheck={false}
            width="tiny"
            ltr
          />
        </div>
        <Checkboxes
          name="shipping"
          label={t('policy:edit.extras')}
          defaultValues={given.shipping ? ['yes'] : []}
          options={[{ value: 'yes', label: t('policy:edit.extras-shipping') }]}
        />
        <Checkboxes
          name="final"
          label={t('policy:rules.final')}
          defaultValues={given.final ? ['yes'] : []}
          options={[{ value: 'yes', label: t('policy:edit.extras-final') }]}
        />
        <Button>{t('policy:edit.next')}</Button>
      </form>
    </>
  );
}

function Laws({ laws }: { laws: View['laws'] }) {
  const { t } = useWords();
  return (
    <Notice title={t('policy:edit.law-there')}>
      <ul className="policy-sentences">
        {laws.map(({ names, sentences, source }) => (
          <li key={names}>
            {names}: {sentences}
            {source && <bdi className="policy-source">{source}</bdi>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
