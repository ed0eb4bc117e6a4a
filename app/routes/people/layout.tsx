import { loadDocument } from '#app/components/load-document.ts';
import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';
import { StaffLayout } from '../staff/staff-layout.tsx';

/** Around what everybody may open: the second step of the sign-in and invitations are for those who are not in yet. */
export const loader = allow('public', async (args) => staffFrame(args, await args.currentStaff()));
export const clientLoader = loadDocument;

export default StaffLayout;
