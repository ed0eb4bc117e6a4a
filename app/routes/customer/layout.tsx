import { Outlet, useLocation } from 'react-router';
import { guestOf } from '#app/auth/guest.server.ts';
import { CustomerFrame } from '#app/components/customer-frame.tsx';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import { entryLabel } from '#app/i18n/withdrawal-label.server.ts';
import { withdrawalEntry } from '#app/services/view-withdrawal-form.server.ts';
import type { Route } from './+types/layout';

export const loader = allow('public', async ({ request, deps, language }) => {
  const [guest, name] = await Promise.all([guestOf(request, deps), shopName(deps)]);
  const entry = await withdrawalEntry(deps, { orderId: guest?.orderId ?? null });
  return { shopName: name, open: guest !== null, entry: entry.shown ? entryLabel(language, entry.button) : null };
});

export default function CustomerLayout({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  return (
    <CustomerFrame {...loaderData} path={pathname + search}>
      <Outlet />
    </CustomerFrame>
  );
}
