import { loadDocument } from '#app/components/load-document.ts';
import { staffFrame } from '#app/http/staff-frame.server.ts';
import { allow } from '#app/http.server.ts';
import { StaffLayout } from '../staff/staff-layout.tsx';

export const loader = allow('policy.read', (args) => staffFrame(args, args.staff));
export const clientLoader = loadDocument;

export default StaffLayout;
