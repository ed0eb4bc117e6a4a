import { data } from 'react-router';
import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Progress } from '#app/components/progress.tsx';
import { Radios } from '#app/components/radios.tsx';
import { allow, parseForm } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { answerRefund } from '#app/services/answer-refund.server.ts';
import { viewPayments } from '#app/services/view-payments.server.ts';
import { REFUND_WAYS } from '#machines/answers.ts';
import type { Route } from './+types/refund';
import { backPath, goOn, requireDraft } from './open-draft.server.ts';
import { PageTitle } from './page-title.tsx';

const fields = z.object({
  draft: z.string().min(1).max(100),
  refund: z.enum(REFUND_WAYS).optional().catch(undefined),
});

export const loader = allow('guest', async ({ deps, guest, url }) => {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase } = draftCase;
  return {
    draftId: draft.id,
    back: backPath(url, draftCase, { page: 'refund' }),
    chosen: draft.answers.refund,
    currency: orderCase.order.currency,
    payments: viewPayments(draftCase),
  };
});

export const action = allow('guest', async ({ request, deps, guest, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  const problems: FieldProblem[] = [{ field: 'refund', message: t('customer:refund.error') }];
  if (!form.ok || !form.data.refund) return data({ problems }, { status: 422 });
  const { draft: draftId, refund } = form.data;
  await goOn(deps, guest, await answerRefund(deps, { orderId: guest.orderId, draftId, refund }));
  return data({ problems }, { status: 422 });
});

export default function Refund({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { draftId, back, chosen, currency, payments } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const named = payments.map(({ label, amount, byHand }) => {
    const money = formatMoney({ amount, currency }, locale);
    const name = label ?? t('customer:refund.unnamed');
    return byHand ? t('customer:refund.by-hand', { money, name }) : t('customer:refund.to', { money, name });
  });
  return (
    <>
      <PageTitle title={t('customer:refund.title')} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      <Progress step={3} steps={5} />
      <form method="post" noValidate>
        <input type="hidden" name="draft" value={draftId} />
        <Radios
          name="refund"
          heading
          label={t('customer:refund.title')}
          hint={t('customer:refund.hint')}
          error={problems[0]?.message}
          defaultValue={chosen ?? 'original'}
          options={REFUND_WAYS.map((way) => ({
            value: way,
            label: t(`terms:refund-way.${way}`),
            hint: named.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            )),
          }))}
        />
        <Button>{t('action.continue')}</Button>
      </form>
    </>
  );
}
