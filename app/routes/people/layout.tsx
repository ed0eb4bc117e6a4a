import { Outlet, redirectDocument, useLocation } from 'react-router';
import { lacksSecondFactor } from '#app/auth/staff.server.ts';
import { StaffFrame } from '#app/components/staff-frame.tsx';
import { sessionWords } from '#app/http/session-words.server.ts';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import { areasOf } from '#app/permissions.ts';
import type { Route } from './+types/layout';

/** Around what everybody may open: the second step of the sign-in and invitations are for those who are not in yet. */
export const loader = allow('public', async ({ deps, currentStaff, t, locale }) => {
  const [staff, name] = await Promise.all([currentStaff(), shopName(deps)]);
  const open = staff && !lacksSecondFactor(staff, deps.env);
  return {
    shopName: name,
    session: await sessionWords(staff, { deps, t, locale }),
    person: staff && { name: staff.name, role: staff.role },
    areas: open ? areasOf(staff.role) : [],
  };
});

/** Documents with forms, as the policy's pages: who comes here from a page with scripts loads a document. */
export const clientLoader = ({ request }: Route.ClientLoaderArgs): never => {
  throw redirectDocument(request.url);
};

export default function PeopleLayout({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  const among = ['people', 'desk'] as const;
  const current = among.find((area) => pathname === `/${area}` || pathname.startsWith(`/${area}/`)) ?? null;
  return (
    <StaffFrame {...loaderData} path={pathname + search} current={current}>
      <Outlet />
    </StaffFrame>
  );
}
