import { Outlet, redirectDocument, useLocation } from 'react-router';
import { StaffFrame } from '#app/components/staff-frame.tsx';
import { mentionsOf } from '#app/http/mentions.server.ts';
import { sessionWords } from '#app/http/session-words.server.ts';
import { shopName } from '#app/http/shop-name.server.ts';
import { allow } from '#app/http.server.ts';
import { areasOf } from '#app/permissions.ts';
import type { Route } from './+types/documents';

/** Around the pages of the desk that are forms and tables: no script of the framework is sent to them. */
export const loader = allow('desk.read', async ({ deps, staff, t, locale }) => ({
  shopName: await shopName(deps),
  session: await sessionWords(staff, { deps, t, locale }),
  person: { name: staff.name, role: staff.role },
  areas: areasOf(staff.role),
  mentions: await mentionsOf(deps, staff, t),
}));

/** Documents with forms, as the policy's pages: who comes here from a page with scripts loads a document. */
export const clientLoader = ({ request }: Route.ClientLoaderArgs): never => {
  throw redirectDocument(request.url);
};

export default function DeskDocuments({ loaderData }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  return (
    <StaffFrame {...loaderData} path={pathname + search} current="desk">
      <Outlet />
    </StaffFrame>
  );
}
