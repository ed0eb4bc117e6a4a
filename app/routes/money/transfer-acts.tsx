import type { ReactNode } from 'react';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/transfer';

interface ActsProps {
  readonly page: Route.ComponentProps['loaderData'];
  readonly problems: readonly FieldProblem[];
  readonly typed: { readonly reference: string; readonly day: string } | null;
}

const REASONS = ['account-not-found', 'name-differs', 'country-not-served', 'other'] as const;

/** What this person may do with the transfer now; each form names what it saw. */
export function TransferActs({ page, problems, typed }: ActsProps) {
  const { t } = useWords();
  const { may } = page;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {may.reveal && (
        <Act act="reveal" hash={page.hash}>
          <p className="soft">{t('rescue:transfer.reveal-hint')}</p>
          <Button variant="secondary">{t('rescue:transfer.reveal')}</Button>
        </Act>
      )}
      {may.record && (
        <Act act="record" hash={page.hash} title={t('rescue:transfer.record')}>
          <p>{t('rescue:transfer.record-hint')}</p>
          <TextInput
            name="reference"
            label={t('rescue:transfer.reference')}
            defaultValue={typed?.reference}
            error={errorOf('reference')}
            autoComplete="off"
            spellCheck={false}
            ltr
          />
          <TextInput
            name="day"
            type="date"
            label={t('rescue:transfer.day')}
            defaultValue={typed?.day ?? page.today}
            max={page.today}
            error={errorOf('day')}
            width="medium"
          />
          <Button>{t('rescue:transfer.record-button')}</Button>
        </Act>
      )}
      {may.confirm && (
        <Act act="confirm" hash={page.hash} title={t('rescue:transfer.confirm')}>
          <p>{page.confirmHint}</p>
          <Button>{t('rescue:transfer.confirm-button')}</Button>
        </Act>
      )}
      {may.void && (
        <Act act="void" hash={page.hash}>
          <p className="soft">{t('rescue:transfer.void-hint')}</p>
          <Button variant="secondary">{t('rescue:transfer.void')}</Button>
        </Act>
      )}
      {may.refuse && (
        <Act act="refuse" hash={page.hash} title={t('rescue:transfer.refuse')}>
          <Radios
            name="reason"
            label={t('rescue:transfer.refuse-why')}
            error={errorOf('reason')}
            options={REASONS.map((value) => ({ value, label: t(`rescue:refusal.${value}`) }))}
          />
          <Button variant="secondary">{t('rescue:transfer.refuse-button')}</Button>
        </Act>
      )}
      {may.bounce && (
        <Act act="bounce" hash={page.hash}>
          <p className="soft">{t('rescue:transfer.bounce-hint')}</p>
          <Button variant="danger">{t('rescue:transfer.bounce')}</Button>
        </Act>
      )}
    </>
  );
}

function Act(props: { act: string; hash: string; title?: string; children: ReactNode }) {
  return (
    <Card title={props.title}>
      <form method="post" action={`?act=${props.act}`} noValidate autoComplete="off">
        <input type="hidden" name="hash" value={props.hash} />
        {props.children}
      </form>
    </Card>
  );
}
