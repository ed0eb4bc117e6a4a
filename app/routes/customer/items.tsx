import { data } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ProductChoices } from '#app/components/product-choices.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { Progress } from '#app/components/progress.tsx';
import { ReturnableBadge } from '#app/components/returnable-badge.tsx';
import { allow, parseForm } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { chooseLines } from '#app/services/choose-lines.server.ts';
import { type OrderLineView, viewLine } from '#app/services/view-order.server.ts';
import type { Route } from './+types/items';
import { chosenLines, itemsFields } from './items-form.server.ts';
import { backPath, goOn, requireDraft } from './open-draft.server.ts';
import { PageTitle } from './page-title.tsx';
import { standingWords } from './standing-words.ts';

export const loader = allow('guest', async ({ deps, guest, url }) => {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase } = draftCase;
  const lines = orderCase.order.lines.map((line) => viewLine(orderCase, line));
  return {
    draftId: draft.id,
    back: backPath(url, draftCase, { page: 'items' }),
    changed: url.searchParams.has('problem'),
    currency: orderCase.order.currency,
    may: lines.filter((line) => line.standing.kind !== 'no'),
    mayNot: lines.filter((line) => line.standing.kind === 'no'),
    chosen: draft.answers.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  };
});

export const action = allow('guest', async ({ request, deps, guest, t }) => {
  // Two fields for each line, and orders of a thousand lines are known.
  const form = await parseForm(request, itemsFields, { maxBytes: 512 * 1024, maxFields: 5000 });
  if (!form.ok) return problem('line', t('customer:items.error.none'), []);
  const read = chosenLines(form.data);
  if (!read.ok) {
    const [field = 'line'] = Object.keys(read.errors);
    return problem(
      field,
      t('customer:items.error.number'),
      form.data.line.map((lineId) => ({ lineId, quantity: 1 })),
    );
  }
  const { chosen } = read;
  const answered = await chooseLines(deps, { orderId: guest.orderId, draftId: form.data.draft, chosen });
  const refusal = await goOn(deps, guest, answered);
  if (refusal.code === 'items.none') return problem('line', t('customer:items.error.none'), chosen);
  if (refusal.code === 'items.too-many') {
    return problem('line', t('customer:items.error.too-many', { count: Number(refusal.most) }), chosen);
  }
  const field = refusal.code === 'line.above-left' ? `quantity-${refusal.lineId}` : 'line';
  const message =
    refusal.code === 'line.above-left'
      ? t('customer:items.error.above-left', { count: Number(refusal.left) })
      : t('customer:items.error.not-returnable');
  return problem(field, message, chosen);
});

const problem = (field: string, message: string, chosen: readonly { lineId: string; quantity: number }[]) =>
  data({ chosen, problems: [{ field, message }] satisfies FieldProblem[] }, { status: 422 });

export default function Items({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { draftId, back, changed, currency, may, mayNot } = loaderData;
  const chosen = actionData?.chosen ?? loaderData.chosen;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const quantityOf = (lineId: string) => chosen.find((line) => line.lineId === lineId)?.quantity;
  return (
    <>
      <PageTitle title={t('customer:items.title')} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      {changed && !actionData && <Notice tone="warning" live title={t('customer:items.changed')} />}
      <Progress step={1} steps={5} />
      <form method="post" noValidate>
        <input type="hidden" name="draft" value={draftId} />
        <ProductChoices
          name="line"
          heading
          label={t('customer:items.title')}
          hint={t('customer:items.hint')}
          error={problems[0]?.message}
          defaultValues={chosen.map((line) => line.lineId)}
          options={may.map((line) => ({
            value: line.id,
            title: line.title,
            variant: line.variant,
            image: line.image,
            price: formatMoney({ amount: line.unitPrice, currency }, locale),
            max: line.left,
            quantityName: `quantity-${line.id}`,
            defaultQuantity: quantityOf(line.id),
            notes: <ReturnableBadge returnable>{standingWords(line.standing, t, locale)}</ReturnableBadge>,
          }))}
        />
        <Button>{t('action.continue')}</Button>
      </form>
      <MayNot lines={mayNot} />
    </>
  );
}

function MayNot({ lines }: { lines: readonly OrderLineView[] }) {
  const { t, locale } = useWords();
  if (lines.length === 0) return null;
  return (
    <details className="details">
      <summary>{t('customer:items.may-not', { count: lines.length })}</summary>
      <ul className="product-list">
        {lines.map((line) => (
          <li key={line.id}>
            <ProductLine title={line.title} variant={line.variant} image={line.image}>
              <ReturnableBadge returnable={false}>{standingWords(line.standing, t, locale)}</ReturnableBadge>
            </ProductLine>
          </li>
        ))}
      </ul>
    </details>
  );
}
