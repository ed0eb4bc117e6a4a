import { loadDocument } from '#app/components/load-document.ts';
import { StaffLayout } from '#app/components/staff-layout.tsx';
import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';

/** Around the pages of the desk that are forms and tables. */
export const loader = allow('desk.read', (args) => staffFrame(args, args.staff));
export const clientLoader = loadDocument;

export default StaffLayout;
