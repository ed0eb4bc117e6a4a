import { Outlet, redirectDocument, useLocation } from 'react-router';
import { StaffFrame } from '#app/components/staff-frame.tsx';
import { sessionWords } from '#app/http/session-words.server.ts';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import { areasOf } from '#app/permissions.ts';
import type { Route } from './+types/layout';

export const loader = allow('policy.read', async ({ deps, staff, t, locale }) => ({
  shopName: await shopName(deps),
  session: await sessionWords(staff, { deps, t, locale }),
  person: { name: staff.name, role: staff.role },
  areas: areasOf(staff.role),
}));

/**
 * These pages are documents with forms, and no script of the framework is sent with them: words, rules and sentences of the policy stay on the
 * server. A page of the staff's side that runs scripts and leads here loads a document instead of drawing it.
 */
export const clientLoader = ({ request }: Route.ClientLoaderArgs): never => {
  throw redirectDocument(request.url);
};

export default function PolicyLayout({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  return (
    <StaffFrame {...loaderData} path={pathname + search} current="policy">
      <Outlet />
    </StaffFrame>
  );
}
