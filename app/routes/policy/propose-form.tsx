import { Button } from '#app/components/button.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { FieldValues } from './form-field.ts';
import { dayOf } from './form-fields.tsx';
import type { ProposalPage } from './proposal-page.server.ts';

/** When and why. The draft is locked with it, and waits for a second person. */
export function ProposeForm({
  page,
  values,
  problems,
}: {
  page: ProposalPage;
  values: FieldValues | null;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const { suggested } = page;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const given = (field: keyof typeof suggested) => (values ? values[field]?.[0] : suggested[field]);
  return (
    <form method="post" noValidate className="policy-form">
      <input type="hidden" name="version" value={page.frame.version} />
      <Radios
        name="when"
        label={t('policy:edit.when')}
        hint={t('policy:edit.when-hint', { zone: page.timeZone })}
        error={errorOf('when')}
        defaultValue={given('when')}
        options={[
          { value: 'now', label: t('policy:proposal.when-approved') },
          { value: 'later', label: t('policy:edit.when-later') },
        ]}
      />
      <div className="fields-row">
        <TextInput
          name="day"
          type="date"
          label={t('policy:edit.day')}
          error={errorOf('day')}
          defaultValue={dayOf(given('day'))}
          min={page.today}
          width="medium"
        />
        <TextInput
          name="time"
          label={t('policy:edit.time')}
          hint={t('policy:edit.time-hint')}
          error={errorOf('time')}
          defaultValue={given('time')}
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
        defaultValue={given('reason')}
        maxLength={500}
        rows={3}
      />
      <p className="muted">{t('policy:proposal.locks')}</p>
      <Button name="propose" value="yes">
        {t('policy:proposal.propose')}
      </Button>
    </form>
  );
}
