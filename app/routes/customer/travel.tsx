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
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { quoteLinesOf, returningLines } from '#app/services/quote-answers.server.ts';
import { TRAVELS } from '#machines/parcel/index.ts';
import type { Route } from './+types/travel';
import { backPath, goOn, requireDraft } from './open-draft.server.ts';
import { PageTitle } from './page-title.tsx';

const fields = z.object({
  draft: z.string().min(1).max(100),
  travel: z.enum(TRAVELS).optional().catch(undefined),
});

export const loader = allow('guest', async ({ deps, guest, url }) => {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase, circumstances } = draftCase;
  const quoted = quoteLinesOf(orderCase, returningLines(draft.answers), 'label');
  return {
    draftId: draft.id,
    back: backPath(url, draftCase, { page: 'travel' }),
    chosen: draft.answers.travel,
    offered: circumstances.travels,
    currency: orderCase.order.currency,
    labelFee: quoted.ok ? quoted.quote.returnFee : { amount: 0, code: 'fee.none' as const },
  };
});

export const action = allow('guest', async ({ request, deps, guest, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  const problems: FieldProblem[] = [{ field: 'travel', message: t('customer:travel.error') }];
  if (!form.ok || !form.data.travel) return data({ problems }, { status: 422 });
  const { draft: draftId, travel } = form.data;
  await goOn(deps, guest, await answerTravel(deps, { orderId: guest.orderId, draftId, travel }));
  return data({ problems }, { status: 422 });
});

export default function Travel({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { draftId, back, chosen, offered, currency, labelFee } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const priceOf = (travel: 'label' | 'own') => {
    if (travel === 'own') return t('customer:travel.own-price');
    return labelFee.amount > 0
      ? t('customer:travel.label-price', { money: formatMoney({ amount: labelFee.amount, currency }, locale) })
      : t('customer:travel.free');
  };
  return (
    <>
      <PageTitle title={t('customer:travel.title')} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      <Progress step={4} steps={5} />
      <form method="post" noValidate>
        <input type="hidden" name="draft" value={draftId} />
        <Radios
          name="travel"
          heading
          label={t('customer:travel.title')}
          hint={offered.includes('label') ? t(`terms:code.${labelFee.code}`) : t('terms:code.fee.no-label-offered')}
          error={problems[0]?.message}
          defaultValue={chosen ?? undefined}
          options={offered.map((travel) => ({
            value: travel,
            label: t(`terms:travel.${travel}`),
            hint: t(`customer:travel.${travel}-hint`),
            price: priceOf(travel),
          }))}
        />
        <Button>{t('action.continue')}</Button>
      </form>
    </>
  );
}
