import { data } from 'react-router';
import { z } from 'zod';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Radios } from '#app/components/radios.tsx';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { accountVault } from '#app/security/account-vault.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { stopWait } from '#app/services/stop-wait.server.ts';
import { tryAgain } from '#app/services/try-again.server.ts';
import { RESCUE_WAYS } from '#app/services/ways-left.server.ts';
import type { Route } from './+types/other-way';
import { PageTitle } from './page-title.tsx';
import { accountPath, statusPath } from './paths.ts';
import { requirePayout } from './require-payout.server.ts';

const customer = { kind: 'customer' } as const;
const fields = z.object({
  way: z
    .enum([...RESCUE_WAYS, 'stop'])
    .optional()
    .catch(undefined),
});

export const loader = allow('guest', async (args) => {
  const { view, payout } = await requirePayout(args);
  const { rmaCode, currency } = view;
  const stops = payout.state === 'action-needed' && !payout.stopping;
  if (payout.ways.length === 0 && !stops) throw redirectTo(statusPath(rmaCode));
  const { id, amount, ways, paymentLabel } = payout;
  return { rmaCode, currency, stops, payout: { id, amount, ways, paymentLabel } };
});

export const action = allow('guest', async (args) => {
  const { request, deps, t } = args;
  const { view, payout } = await requirePayout(args);
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  const way = form.ok ? form.data.way : undefined;
  if (!way) {
    const problems: FieldProblem[] = [{ field: 'way', message: t('rescue:choose.error') }];
    return data({ problems }, { status: 422 });
  }
  const which = { payoutId: payout.id, returnId: view.id };
  if (way === 'transfer') throw redirectTo(accountPath(view.rmaCode, payout.id));
  const done =
    way === 'stop'
      ? await stopWait(deps, { ...which, by: customer })
      : way === 'retry'
        ? await tryAgain(deps, which)
        : await chooseOtherWay(
            { ...deps, accounts: accountVault(sessionSecret(deps.env)) },
            { ...which, way, account: null, by: customer },
          );
  if (done.ok) throw redirectTo(statusPath(view.rmaCode));
  // The page of the return says what happens now.
  return data({ problems: [{ field: '', message: t('rescue:choose.closed') }] }, { status: 409 });
});

export default function OtherWay({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { rmaCode, currency, payout, stops } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const amount = formatMoney({ amount: payout.amount, currency }, locale);
  const title = stops ? t('rescue:stop.title') : t('rescue:choose.title', { amount });
  const name = payout.paymentLabel ?? t('customer:refund.unnamed');
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <BackLink href={statusPath(rmaCode)} />
      <ErrorSummary problems={problems} />
      {stops ? (
        <form method="post">
          <h1>{title}</h1>
          <p>{t('rescue:stop.text')}</p>
          <Button name="way" value="stop">
            {t('rescue:stop.button')}
          </Button>
        </form>
      ) : (
        <form method="post" noValidate>
          <Radios
            name="way"
            heading
            label={title}
            hint={t('rescue:choose.hint')}
            error={problems.find(({ field }) => field === 'way')?.message}
            options={payout.ways.map((way) => ({
              value: way,
              label: t(`rescue:choose.${way}`, { name }),
              hint: t(`rescue:choose.${way}-hint`),
            }))}
          />
          <Button>{t('action.continue')}</Button>
        </form>
      )}
    </>
  );
}
