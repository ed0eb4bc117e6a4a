import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { useWords } from '#app/i18n/use-words.ts';

type Action = 'read-again' | 'record-outside' | 'send-again' | 'accept';

/** What can be done about a difference, each with what it does; to accept it takes a reason. */
export function DifferenceActs({
  actions,
  version,
  answer,
}: {
  actions: readonly Action[];
  version: number;
  answer: { problems: readonly FieldProblem[]; note: string } | undefined;
}) {
  const { t } = useWords();
  const error = answer?.problems.find(({ field }) => field === 'note')?.message;
  return (
    <section className="money-section">
      <h2>{t('money:act.title')}</h2>
      <div className="money-acts">
        {actions.map((action) => (
          <Card key={action} title={t(`money:act.${action}.title`)} level={3}>
            <form method="post" noValidate>
              <input type="hidden" name="version" value={version} />
              <p>{t(`money:act.${action}.text`)}</p>
              {action === 'accept' && (
                <TextArea
                  name="note"
                  label={t('money:act.note')}
                  hint={t('money:act.note-hint')}
                  error={error}
                  defaultValue={answer?.note}
                  maxLength={500}
                  rows={3}
                />
              )}
              <Button variant={action === 'accept' ? 'secondary' : 'primary'} name="action" value={action}>
                {t(`money:act.${action}.button`)}
              </Button>
            </form>
          </Card>
        ))}
      </div>
    </section>
  );
}
