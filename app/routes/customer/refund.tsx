import { data } from 'react-router';
import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Progress } from '#app/components/progress.tsx';
import { Radios } from '#app/components/radios.tsx';
import { allow, parseForm } from '#app/http.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { answerRefund } from '#app/services/answer-refund.server.ts';
import { dropCreditOnly } from '#app/services/drop-credit-only.server.ts';
import { viewPayments } from '#app/services/view-payments.server.ts';
import { viewRefundChoice } from '#app/services/view-refund-ways.server.ts';
import { REFUND_WAYS } from '#machines/answers.ts';
import type { Route } from './+types/refund';
import { backPath, goOn, requireDraft } from './open-draft.server.ts';
import { PageTitle } from './page-title.tsx';
import { SplitPage } from './split-page.tsx';

const fields = z.object({
  draft: z.string().min(1).max(100),
  refund: z.enum(REFUND_WAYS).optional().catch(undefined),
  drop: z.literal('1').optional().catch(undefined),
});

export const loader = allow('guest', async ({ deps, guest, url }) => {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase } = draftCase;
  const { ways, credit, creditOnlyTitles } = viewRefundChoice(draftCase, deps.env.STORE_CREDIT_VALIDITY);
  const { refund } = draft.answers;
  return {
    draftId: draft.id,
    back: backPath(url, draftCase, { page: 'refund' }),
    // Nobody is led to store credit: where both are open it is the money that is chosen until the customer chooses.
    chosen: refund !== null && ways.includes(refund) ? refund : ways[0],
    ways,
    credit: credit && { total: credit.total, bonus: credit.creditBonus, lastDay: credit.lastDay },
    apart: ways.length === 0 ? creditOnlyTitles : [],
    currency: orderCase.order.currency,
    payments: viewPayments(draftCase),
  };
});

export const action = allow('guest', async ({ request, deps, guest, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  const wrong = (message: string) => data({ problems: [{ field: 'refund', message }] }, { status: 422 });
  if (form.ok && form.data.drop) {
    await goOn(deps, guest, await dropCreditOnly(deps, { orderId: guest.orderId, draftId: form.data.draft }));
  }
  if (!form.ok || !form.data.refund) return wrong(t('customer:refund.error'));
  const { draft: draftId, refund } = form.data;
  await goOn(deps, guest, await answerRefund(deps, { orderId: guest.orderId, draftId, refund }));
  return wrong(t('credit:choice.error'));
});

export default function Refund({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { draftId, back, chosen, ways, apart } = loaderData;
  if (apart.length > 0) return <SplitPage draftId={draftId} titles={apart} />;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const hints = hintsOf(loaderData, { t, locale });
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
          hint={hints.question}
          error={problems[0]?.message}
          defaultValue={chosen}
          options={ways.map((way) => ({ value: way, label: t(`terms:refund-way.${way}`), ...hints[way] }))}
        />
        <Button>{t('action.continue')}</Button>
      </form>
    </>
  );
}

/** What stands below the question and its choices. */
function hintsOf(
  { ways, credit, currency, payments }: Route.ComponentProps['loaderData'],
  { t, locale }: { t: Translate; locale: Locale },
) {
  const say = (amount: number) => formatMoney({ amount, currency }, locale);
  const named = payments.map(({ label, amount, byHand }) => {
    const to = { money: say(amount), name: label ?? t('customer:refund.unnamed') };
    return byHand ? t('customer:refund.by-hand', to) : t('customer:refund.to', to);
  });
  const question = () => {
    if (!ways.includes('original')) return t('credit:choice.only');
    return ways.includes('credit') ? t('credit:choice.hint') : t('customer:refund.hint');
  };
  const { total, bonus, lastDay } = credit ?? { total: 0, bonus: 0, lastDay: null };
  const sum = { total: say(total), bonus: say(bonus) };
  const what = bonus > 0 ? t('credit:choice.with-bonus', sum) : t('credit:choice.plain', sum);
  const end = lastDay ? t('credit:choice.ends', { date: formatDay(lastDay, locale) }) : t('credit:choice.never-ends');
  return {
    question: question(),
    original: {
      hint: named.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      )),
    },
    credit: {
      hint: (
        <>
          <span className="block">{what}</span>
          <span className="block">{end}</span>
        </>
      ),
      price: say(total + bonus),
    },
  };
}
