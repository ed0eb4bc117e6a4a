import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** Notes that a proof of dispatch has come, with the carrier's number where it tells one. */
export function ProofOfDispatch({ typed, problems }: { typed: string | undefined; problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  const name = 'carrier-number';
  return (
    <Card>
      <Form method="post" noValidate>
        <p className="soft">{t('staff:desk.return.dispatch.hint')}</p>
        <TextInput
          name={name}
          label={t('staff:desk.return.dispatch.number')}
          hint={t('staff:desk.return.dispatch.number-hint')}
          error={problems.find(({ field }) => field === name)?.message}
          defaultValue={typed}
          width="medium"
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          ltr
        />
        <Button variant="secondary" name="intent" value="dispatched">
          {t('staff:desk.return.dispatch.button')}
        </Button>
      </Form>
    </Card>
  );
}
