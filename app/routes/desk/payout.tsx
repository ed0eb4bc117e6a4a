import { AccountFields, type AccountFieldsProps } from '#app/components/account-fields.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Radios } from '#app/components/radios.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tag } from '#app/components/tag.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/payout';
import { takePayoutForm } from './payout-form.server.ts';
import { loadPayoutPage } from './payout-page.server.ts';

export const loader = allow('desk.read', (args) => loadPayoutPage(args));
export const action = allow('desk.read', (args) => takePayoutForm(args));

const NOTE_LIMIT = 500;

interface Props {
  readonly page: Route.ComponentProps['loaderData'];
  readonly problems: readonly FieldProblem[];
  readonly typed: AccountFieldsProps['typed'];
}

export default function Payout({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const nothing = page.ways.length === 0 && !page.takesAccount && !page.stop && !page.mayEnd;
  return (
    <>
      <StaffTitle title={page.title} wrong={problems.length > 0} />
      <BackLink href={page.back} />
      <ErrorSummary problems={problems} />
      {page.done && !actionData && (
        <Notice tone="success" live>
          <p>{t('rescue:desk.done')}</p>
        </Notice>
      )}
      <h1>{page.title}</h1>
      <p>
        <Tag tone={page.task ? 'danger' : 'info'}>{page.state}</Tag> {page.failure}
      </p>
      {page.task && (
        <Notice tone="warning" title={t('rescue:desk.task')}>
          <p>{page.task}</p>
        </Notice>
      )}
      {page.transfer && (
        <p>
          {t('rescue:desk.transfer')} <bdi dir="ltr">{page.transfer.mask}</bdi>: {page.transfer.state}
        </p>
      )}
      {nothing && <p>{t('rescue:desk.nothing')}</p>}
      {page.ways.length > 0 && <Choose page={page} problems={problems} typed={actionData?.typed} />}
      {page.takesAccount && (
        <Card title={t('rescue:desk.account')}>
          <form method="post" action="?act=account" noValidate autoComplete="off">
            <AccountFields typed={actionData?.typed} problems={problems} countries={page.countries} />
            <Button variant="secondary">{t('rescue:desk.account-button')}</Button>
          </form>
        </Card>
      )}
      {page.stop && (
        <Card title={t('rescue:desk.stop')}>
          <form method="post" action="?act=stop">
            <p>{page.stop.hint}</p>
            <Button variant="secondary">{t('rescue:stop.button')}</Button>
          </form>
        </Card>
      )}
      {page.mayEnd && <End problems={problems} />}
    </>
  );
}

function Choose({ page, problems, typed }: Props) {
  const { t } = useWords();
  return (
    <Card title={t('rescue:desk.choose')}>
      <form method="post" action="?act=choose" noValidate autoComplete="off">
        <p>{t('rescue:desk.choose-hint')}</p>
        <Radios
          name="intent"
          label={t('rescue:desk.way')}
          error={problems.find(({ field }) => field === 'intent')?.message}
          defaultValue={page.ways.length === 1 || typed ? page.ways.at(-1) : undefined}
          options={page.ways.map((way) => ({ value: way, label: t(`rescue:choose.${way}`) }))}
        />
        {page.ways.includes('transfer') && (
          <AccountFields typed={typed} problems={problems} countries={page.countries} />
        )}
        <Button>{t('rescue:desk.choose-button')}</Button>
      </form>
    </Card>
  );
}

function End({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <Card title={t('rescue:desk.end')}>
      <form method="post" action="?act=end" noValidate>
        <p>{t('rescue:desk.end-hint')}</p>
        <Radios
          name="reason"
          label={t('rescue:transfer.error.reason')}
          error={errorOf('reason')}
          options={[
            { value: 'dispute', label: t('rescue:desk.end-dispute') },
            { value: 'paid-outside', label: t('rescue:desk.end-outside') },
          ]}
        />
        <TextArea
          name="note"
          label={t('rescue:desk.end-note')}
          error={errorOf('note')}
          maxLength={NOTE_LIMIT}
          rows={2}
        />
        <Button variant="danger">{t('rescue:desk.end-button')}</Button>
      </form>
    </Card>
  );
}
