import { StaffLayout } from '#app/components/staff-layout.tsx';
import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';

/** Staff pages are applications: they hydrate. */
export const handle = { hydrate: true };

export const loader = allow('public', async (args) => staffFrame(args, await args.currentStaff()));

export default StaffLayout;
