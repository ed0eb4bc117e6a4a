import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { allow, redirectTo } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewLabelOffer, wantLabel } from '#app/services/want-label.server.ts';
import type { Route } from './+types/label-wanted';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { requireReturn } from './require-return.server.ts';

export const loader = allow('guest', async ({ deps, guest, params }) => {
  const { rmaCode } = await requireReturn(deps, guest, params);
  const offer = await viewLabelOffer(deps, { orderId: guest.orderId, rmaCode });
  if (!offer) throw redirectTo(statusPath(rmaCode));
  return { rmaCode, offer };
});

export const action = allow('guest', async ({ deps, guest, params }) => {
  const { rmaCode } = await requireReturn(deps, guest, params);
  // Where the offer has gone meanwhile, the return's page shows how it stands.
  await wantLabel(deps, { orderId: guest.orderId, rmaCode });
  throw redirectTo(statusPath(rmaCode));
});

/** The merchant's label after all, with its price and what comes back then. */
export default function LabelWanted({ loaderData: { rmaCode, offer } }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { fee, total, currency } = offer;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  return (
    <>
      <PageTitle title={t('customer:label-wanted.title')} />
      <BackLink href={statusPath(rmaCode)} />
      <h1>{t('customer:label-wanted.title')}</h1>
      <p>
        {fee.amount > 0
          ? t('customer:label-wanted.price', { fee: money(fee.amount), total: money(total) })
          : t('customer:label-wanted.free')}
      </p>
      <form method="post" className="actions">
        <Button>{t('customer:label-wanted.button')}</Button>
        <LinkButton href={statusPath(rmaCode)} variant="quiet">
          {t('customer:label-wanted.keep')}
        </LinkButton>
      </form>
    </>
  );
}
