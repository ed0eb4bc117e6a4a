import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ProductChoices } from '#app/components/product-choices.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { WithdrawalForm } from '#app/services/view-withdrawal-form.server.ts';
import { WORDS_LIMIT } from '#machines/withdrawal/statement.ts';
import { PageTitle } from '../customer/page-title.tsx';
import type { Typed } from './form-fields.server.ts';

export interface StatementFormProps {
  readonly title: string;
  /** The order that the guest has opened; null: nobody's. */
  readonly known: WithdrawalForm | null;
  /** What was to be confirmed could not be read any more. */
  readonly again: boolean;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
}

/** Asks for what the law lets be asked: name, contract, and where the acknowledgement goes; which items, for those who mean only some. */
export function StatementForm({ title, known, again, typed, problems }: StatementFormProps) {
  const { t } = useWords();
  const { values } = typed;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="lede">{t('withdrawal:form.lead')}</p>
      {again && (
        <Notice tone="warning" live>
          <p>{t('withdrawal:form.again')}</p>
        </Notice>
      )}
      <form method="post" action="/withdraw" noValidate>
        <TextInput
          name="name"
          label={t('withdrawal:form.name')}
          defaultValue={values.name}
          error={errorOf('name')}
          autoComplete="name"
        />
        {known ? (
          <SummaryList
            rows={[
              { id: 'contract', label: t('withdrawal:form.contract'), value: <bdi dir="ltr">{known.contract}</bdi> },
            ]}
          />
        ) : (
          <TextInput
            name="contract"
            label={t('withdrawal:form.contract')}
            hint={t('withdrawal:form.contract-hint')}
            defaultValue={values.contract}
            error={errorOf('contract')}
            autoComplete="off"
            width="medium"
            spellCheck={false}
            ltr
          />
        )}
        {known && known.lines.length > 0 ? (
          <Lines known={known} typed={typed} error={errorOf('line')} />
        ) : (
          <TextArea
            name="words"
            label={t('withdrawal:form.words')}
            hint={t('withdrawal:form.words-hint')}
            defaultValue={values.words}
            error={errorOf('words')}
            maxLength={WORDS_LIMIT}
            rows={3}
          />
        )}
        <TextInput
          name="email"
          type="email"
          label={t('withdrawal:form.email')}
          hint={known ? undefined : t('withdrawal:form.email-hint')}
          defaultValue={values.email}
          error={errorOf('email')}
          autoComplete="email"
          spellCheck={false}
          ltr
        />
        <Button>{t('action.continue')}</Button>
      </form>
    </>
  );
}

function Lines({ known, typed, error }: { known: WithdrawalForm; typed: Typed; error: string | undefined }) {
  const { t, language } = useWords();
  return (
    <ProductChoices
      name="line"
      label={t('withdrawal:form.lines')}
      hint={t('withdrawal:form.lines-hint')}
      error={error}
      defaultValues={typed.lines}
      options={known.lines.map((line) => ({
        value: line.id,
        title: line.title,
        variant: line.variant,
        image: line.image,
        price: formatMoney({ amount: line.unitPrice, currency: known.currency }, language),
        max: line.left,
        quantityName: `quantity-${line.id}`,
        defaultQuantity: Number(typed.values[`quantity-${line.id}`] ?? line.left),
      }))}
    />
  );
}
