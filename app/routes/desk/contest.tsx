import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Radios } from '#app/components/radios.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/contest';
import { loadContestPage, takeOutcome } from './contest-page.server.ts';

export const loader = allow('desk.read', (args) => loadContestPage(args));
export const action = allow('desk.decide', (args) => takeOutcome(args));

export default function Contest({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const errorOf = (name: string) => problems.find(({ field }) => field === name)?.message;
  const { outcome, amount, answer } = actionData?.typed ?? { outcome: '', amount: '', answer: '' };
  const title = t('casework:contest.desk.page', { code: page.code });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={page.back} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Card>
        <p>{page.standing}</p>
        <blockquote className="case-entry-text" dir="auto">
          {page.words}
        </blockquote>
      </Card>
      {page.same && (
        <Notice tone="warning">
          <p>{page.same}</p>
        </Notice>
      )}
      {page.mayDecide && (
        <Card>
          <form method="post" className="case-form" noValidate>
            <Radios
              name="outcome"
              label={t('casework:contest.desk.outcome')}
              error={errorOf('outcome')}
              defaultValue={outcome}
              options={[
                { value: 'uphold', label: t('casework:contest.desk.uphold') },
                ...(page.correctable ? [{ value: 'correct', label: t('casework:contest.desk.correct') }] : []),
              ]}
            />
            {page.correctable && (
              <TextInput
                name="amount"
                label={t('casework:contest.desk.amount', { currency: page.currency })}
                hint={t('casework:contest.desk.amount-hint', { most: page.most })}
                error={errorOf('amount')}
                defaultValue={amount}
                inputMode="decimal"
                width="short"
                ltr
              />
            )}
            <TextArea
              name="answer"
              label={t('casework:contest.desk.answer')}
              hint={t('casework:contest.desk.answer-hint')}
              error={errorOf('answer')}
              defaultValue={answer}
              rows={8}
              maxLength={page.limit}
            />
            <Button>{t('casework:contest.desk.button')}</Button>
          </form>
        </Card>
      )}
    </>
  );
}
