import { loadDocument } from '#app/components/load-document.ts';
import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';
import { StaffLayout } from '../staff/staff-layout.tsx';

/** Around the pages of the desk that are forms and tables. */
export const loader = allow('desk.read', (args) => staffFrame(args, args.staff));
export const clientLoader = loadDocument;

export default StaffLayout;
