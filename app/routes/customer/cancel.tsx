import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import type { Route } from './+types/cancel';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { requireReturn, rmaCodeOf } from './require-return.server.ts';

export const loader = allow('guest', async ({ deps, guest, params }) => {
  const { rmaCode, state, mayCancel } = await requireReturn(deps, guest, params);
  if (state === 'cancelled') throw redirectTo(statusPath(rmaCode));
  return { rmaCode, mayCancel, support: await supportEmail(deps) };
});

export const action = allow('guest', async ({ deps, guest, params }) => {
  const rmaCode = rmaCodeOf(params);
  const cancelled = await cancelReturn(deps, { orderId: guest.orderId, rmaCode });
  if (cancelled.ok || cancelled.refusal.code === 'return.cancelled-before') throw redirectTo(statusPath(rmaCode));
  if (cancelled.refusal.code === 'return.not-found') fail(404, 'not-found');
  // The page says why it is too late.
  throw redirectTo(`${statusPath(rmaCode)}/cancel`);
});

export default function Cancel({ loaderData: { rmaCode, mayCancel, support } }: Route.ComponentProps) {
  const { t } = useWords();
  const title = mayCancel ? t('customer:cancel.title') : t('customer:cancel.too-late');
  return (
    <>
      <PageTitle title={title} />
      <BackLink href={statusPath(rmaCode)} />
      <h1>{title}</h1>
      {mayCancel ? (
        <form method="post">
          <p>{t('customer:cancel.text')}</p>
          <Button variant="danger">{t('customer:cancel.button')}</Button>
          <LinkButton href={statusPath(rmaCode)} variant="quiet">
            {t('customer:cancel.keep')}
          </LinkButton>
        </form>
      ) : (
        <>
          <p>{t('customer:cancel.too-late-text')}</p>
          {support && <p>{t('customer:order.contact', { address: support })}</p>}
        </>
      )}
    </>
  );
}
