import { Button } from '#app/components/button.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { CheckView } from './check-step.tsx';

/** When and why. It carries the versions that the differences were read against, so that no other ones are published. */
export function PublishForm({
  view,
  values,
  problems,
}: {
  view: CheckView;
  values: Readonly<Record<string, string>> | null;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <form method="post" action={view.action} noValidate className="policy-form">
      <input type="hidden" name="latest" value={view.latest} />
      <input type="hidden" name="follows" value={view.follows ?? ''} />
      <Radios
        name="when"
        label={t('policy:edit.when')}
        hint={t('policy:edit.when-hint', { zone: view.timeZone })}
        error={errorOf('when')}
        defaultValue={values ? values.when : 'now'}
        options={[
          { value: 'now', label: t('policy:edit.when-now') },
          { value: 'later', label: t('policy:edit.when-later') },
        ]}
      />
      <div className="fields-row">
        <TextInput
          name="day"
          type="date"
          label={t('policy:edit.day')}
          error={errorOf('day')}
          defaultValue={values?.day}
          min={view.today}
          width="medium"
        />
        <TextInput
          name="time"
          label={t('policy:edit.time')}
          hint={t('policy:edit.time-hint')}
          error={errorOf('time')}
          defaultValue={values ? values.time : '00:00'}
          autoComplete="off"
          width="tiny"
          ltr
        />
      </div>
      <TextArea
        name="reason"
        label={t('policy:edit.reason')}
        hint={t('policy:edit.reason-hint')}
        error={errorOf('reason')}
        defaultValue={values?.reason}
        maxLength={500}
        rows={3}
      />
      <Button>{t('policy:edit.publish', { number: view.next })}</Button>
    </form>
  );
}
