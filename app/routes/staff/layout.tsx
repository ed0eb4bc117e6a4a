import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';
import { StaffLayout } from './staff-layout.tsx';

/** Staff pages are applications: they hydrate. */
export const handle = { hydrate: true };

export const loader = allow('public', async (args) => staffFrame(args, await args.currentStaff()));

export default StaffLayout;
