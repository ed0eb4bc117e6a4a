import { Outlet, useLocation } from 'react-router';
import { StaffFrame } from '#app/components/staff-frame.tsx';
import { mentionsOf } from '#app/http/mentions.server.ts';
import { sessionWords } from '#app/http/session-words.server.ts';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import { areas, areasOf } from '#app/permissions.ts';
import type { Route } from './+types/layout';

/** Staff pages are applications: they hydrate. */
export const handle = { hydrate: true };

export const loader = allow('public', async ({ deps, currentStaff, t, locale }) => {
  const [staff, name] = await Promise.all([currentStaff(), shopName(deps)]);
  return {
    shopName: name,
    session: await sessionWords(staff, { deps, t, locale }),
    person: staff && { name: staff.name, role: staff.role },
    areas: staff ? areasOf(staff.role) : [],
    mentions: await mentionsOf(deps, staff, t),
  };
});

export default function StaffLayout({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  const current = areas.find((area) => pathname === `/${area}` || pathname.startsWith(`/${area}/`)) ?? null;
  return (
    <StaffFrame {...loaderData} path={pathname + search} current={current}>
      <Outlet />
    </StaffFrame>
  );
}
