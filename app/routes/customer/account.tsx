import { data } from 'react-router';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { AccountFields } from '#app/components/account-fields.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { readAccountForm } from '#app/http/account-form.server.ts';
import { bankCountries } from '#app/http/bank-countries.server.ts';
import { allow, redirectTo } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { accountVault } from '#app/security/account-vault.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { giveAccount } from '#app/services/transfer-account.server.ts';
import type { Route } from './+types/account';
import { PageTitle } from './page-title.tsx';
import { otherWayPath, statusPath } from './paths.ts';
import { requirePayout } from './require-payout.server.ts';

const customer = { kind: 'customer' } as const;

export const loader = allow('guest', async (args) => {
  const { view, payout } = await requirePayout(args);
  const named = payout.transfer?.takesAccount ?? false;
  const { rmaCode, currency } = view;
  if (!named && !payout.ways.includes('transfer')) throw redirectTo(statusPath(rmaCode));
  return {
    ...{ rmaCode, currency, amount: payout.amount, countries: bankCountries(args.locale) },
    refused: payout.transfer?.refusal ? { why: payout.transfer.refusal, mask: payout.transfer.mask } : null,
    back: named ? statusPath(rmaCode) : otherWayPath(rmaCode, payout.id),
  };
});

export const action = allow('guest', async (args) => {
  const { request, t } = args;
  const { view, payout } = await requirePayout(args);
  const form = await readAccountForm(request, t);
  if (!form.ok) return data({ typed: form.typed, problems: form.problems }, { status: 422 });
  const deps = { ...args.deps, accounts: accountVault(sessionSecret(args.deps.env)) };
  const input = { payoutId: payout.id, returnId: view.id, account: form.account, by: customer };
  const done = payout.transfer?.takesAccount
    ? await giveAccount(deps, input)
    : await chooseOtherWay(deps, { ...input, way: 'transfer' });
  if (done.ok) throw redirectTo(statusPath(view.rmaCode));
  const problems: FieldProblem[] = [{ field: '', message: t('rescue:choose.closed') }];
  return data({ typed: undefined, problems }, { status: 409 });
});

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { currency, amount, countries, refused, back } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const title = t('rescue:account.title', { amount: formatMoney({ amount, currency }, locale) });
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="lede">{t('rescue:account.lead')}</p>
      {refused && (
        <Notice tone="warning" title={t('rescue:panel.account-refused', { account: refused.mask })}>
          <p>{t(`rescue:refusal.${refused.why}`)}</p>
        </Notice>
      )}
      <form method="post" noValidate autoComplete="off">
        <AccountFields typed={actionData?.typed} problems={problems} countries={countries} />
        <Button>{t('rescue:account.button')}</Button>
      </form>
    </>
  );
}
