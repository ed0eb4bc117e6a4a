import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ProofField } from '#app/components/staff/proof-field.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/bulk';

type Page = Route.ComponentProps['loaderData'];

/** What a proposal comes to, and the one button that confirms all of it. */
export function BulkConfirm({ page, problems }: { page: Page; problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  const { proof, sure, ready } = page;
  const amounts = (proof ? sure : ready).amounts;
  return (
    <Card>
      <p>
        {t('queue:bulk.will')}: {ready.countText}. {t('queue:bulk.totals', { amounts: ready.amounts || '0' })}
      </p>
      {page.excluded.count > 0 && (
        <p>
          {t('queue:bulk.excluded')}: {page.excluded.countText}.
        </p>
      )}
      <p>{t('queue:bulk.undo-lead', { number: page.undoSeconds })}</p>
      <Form method="post" noValidate>
        {proof && (
          <>
            <Notice tone="warning">
              <p>{t('queue:bulk.above', { limit: proof.limit })}</p>
            </Notice>
            <ProofField proof={proof} error={problems.find(({ field }) => field === 'proof')?.message} />
          </>
        )}
        <p className="actions">
          {ready.count > 0 && (
            <Button name="intent" value="confirm" icon="money">
              {proof ? t('queue:bulk.title.proposed') : t('queue:bulk.confirm', { amounts })}
            </Button>
          )}
          <Button name="intent" value="discard" variant="quiet">
            {t('queue:bulk.leave')}
          </Button>
        </p>
      </Form>
    </Card>
  );
}
