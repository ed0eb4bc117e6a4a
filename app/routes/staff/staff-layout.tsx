import { Outlet, useLocation } from 'react-router';
import { StaffFrame, type StaffFrameProps } from '#app/components/staff-frame.tsx';
import { areas } from '#app/permissions.ts';

/** The frame of staff's pages around whichever is open; the area is told by its path. */
export function StaffLayout({ loaderData }: { loaderData: Omit<StaffFrameProps, 'path' | 'current' | 'children'> }) {
  const { pathname, search } = useLocation();
  const current = areas.find((area) => pathname === `/${area}` || pathname.startsWith(`/${area}/`)) ?? null;
  return (
    <StaffFrame {...loaderData} path={pathname + search} current={current}>
      <Outlet />
    </StaffFrame>
  );
}
