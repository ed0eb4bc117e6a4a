import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Select } from '#app/components/select.tsx';
import { GoodwillList } from '#app/components/staff/goodwill-list.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/goodwill';
import { loadGoodwillPage, takeGoodwill } from './goodwill-page.server.ts';

export const loader = allow('desk.read', (args) => loadGoodwillPage(args));
export const action = allow('desk.decide', (args) => takeGoodwill(args));

export default function Goodwill({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const errorOf = (name: string) => problems.find(({ field }) => field === name)?.message;
  const typed = actionData?.typed ?? { amount: '', reason: '', note: '' };
  const title = t('casework:goodwill.page', { code: page.code });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={page.back} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="soft">{t('casework:goodwill.lead')}</p>
      {page.rows.length > 0 && (
        <Card title={t('casework:goodwill.title')}>
          <GoodwillList rows={page.rows} />
        </Card>
      )}
      {page.mayGive && (
        <Card title={t('casework:goodwill.open')}>
          <form method="post" className="case-form" noValidate>
            <input type="hidden" name="key" value={page.key} />
            <p>{page.budget}</p>
            <TextInput
              name="amount"
              label={t('casework:goodwill.amount', { currency: page.currency })}
              error={errorOf('amount')}
              defaultValue={typed.amount}
              inputMode="decimal"
              width="short"
              ltr
            />
            <Select
              name="reason"
              label={t('casework:goodwill.reason')}
              error={errorOf('reason')}
              defaultValue={typed.reason}
              empty={t('casework:goodwill.choose')}
              options={page.reasons}
            />
            <TextArea
              name="note"
              label={t('casework:goodwill.note')}
              error={errorOf('note')}
              defaultValue={typed.note}
              rows={3}
              maxLength={page.noteLimit}
            />
            <Button name="intent" value="give">
              {t('casework:goodwill.button')}
            </Button>
          </form>
        </Card>
      )}
    </>
  );
}
