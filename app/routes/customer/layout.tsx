import { Outlet, useLocation } from 'react-router';
import { guestOf } from '#app/auth/guest.server.ts';
import { CustomerFrame } from '#app/components/customer-frame.tsx';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import type { Route } from './+types/layout';

export const loader = allow('public', async ({ request, deps }) => {
  const [guest, name] = await Promise.all([guestOf(request, deps), shopName(deps)]);
  return { shopName: name, open: guest !== null };
});

export default function CustomerLayout({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  return (
    <CustomerFrame {...loaderData} path={pathname + search}>
      <Outlet />
    </CustomerFrame>
  );
}
