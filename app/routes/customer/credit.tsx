import { data } from 'react-router';
import { z } from 'zod';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, parseForm } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { findCredit } from '#app/services/find-credit.server.ts';
import { type CreditUse, type CreditView, viewCredit, viewCreditUses } from '#app/services/view-credit.server.ts';
import type { Route } from './+types/credit';
import { CreditFacts } from './credit-card.tsx';
import { PageTitle } from './page-title.tsx';

const fields = z.object({ code: z.string().trim().min(1, 'required').max(500) });

export const loader = allow('public', () => null);

/** The answer to the form itself is the page: behind a redirect the code would have to stand in an address. */
export const action = allow('public', async ({ request, deps, clientIp, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  const wrong = (key: 'required' | 'not-found' | 'too-many', status: 404 | 422 | 429) =>
    data({ shown: null, problems: [{ field: 'code', message: t(`credit:page.error.${key}`) }] }, { status });
  if (!form.ok) return wrong(form.errors.code === 'required' ? 'required' : 'not-found', 422);
  const asked = { typed: form.data.code, by: { clientIp, shopKey: null } };
  const found = await findCredit(deps, creditVault(deps.env), asked);
  if (!found.ok) {
    const tooMany = found.refusal.code === 'credit.too-many-requests';
    return tooMany ? wrong('too-many', 429) : wrong('not-found', 404);
  }
  const credit = await viewCredit(deps, found.credit);
  const uses = await viewCreditUses(deps, found.credit.id);
  const problems: FieldProblem[] = [];
  return data({ shown: { credit, uses }, problems }, { headers: { 'Cache-Control': 'no-store' } });
});

export default function Credit({ actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const shown = actionData?.shown;
  if (shown) return <Shown credit={shown.credit} uses={shown.uses} />;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  return (
    <>
      <PageTitle title={t('credit:page.title')} wrong={problems.length > 0} />
      <ErrorSummary problems={problems} />
      <h1>{t('credit:page.title')}</h1>
      <p className="lede">{t('credit:page.lead')}</p>
      <form method="post" noValidate>
        <TextInput
          name="code"
          label={t('credit:page.field')}
          hint={t('credit:page.hint')}
          error={problems[0]?.message}
          autoComplete="off"
          width="medium"
          spellCheck={false}
          ltr
        />
        <Button>{t('credit:page.button')}</Button>
      </form>
    </>
  );
}

function Shown({ credit, uses }: { credit: CreditView; uses: readonly CreditUse[] }) {
  const { t } = useWords();
  const title = t('credit:view.title', { hint: credit.hint });
  return (
    <>
      <PageTitle title={title} />
      <h1>{title}</h1>
      <CreditFacts credit={credit} />
      {uses.length === 0 ? <p>{t('credit:view.none')}</p> : <Uses credit={credit} uses={uses} />}
      <p>
        <Anchor href="/credit">{t('credit:page.another')}</Anchor>
      </p>
    </>
  );
}

function Uses({ credit, uses }: { credit: CreditView; uses: readonly CreditUse[] }) {
  const { t, locale } = useWords();
  const columns: Column[] = [
    { key: 'date', label: t('credit:view.date') },
    { key: 'order', label: t('credit:view.order') },
    { key: 'amount', label: t('credit:view.amount'), align: 'end' },
  ];
  const rows = uses.map(({ id, kind, amount, orderRef, at }) => {
    const order = orderRef ?? '';
    const sign = kind === 'reversal' ? 1 : -1;
    return {
      id,
      cells: {
        date: formatInstant(at, credit.timeZone, locale),
        order: <bdi>{kind === 'reversal' ? t('credit:view.back', { order }) : order}</bdi>,
        amount: formatMoney({ amount: sign * amount, currency: credit.currency }, locale),
      },
    };
  });
  return <DataTable caption={t('credit:view.uses')} columns={columns} rows={rows} />;
}
