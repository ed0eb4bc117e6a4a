import type { StaffArgs } from '#app/http.server.ts';

/** Who acts upon their own account, in which session. */
export const oneself = ({ staff }: StaffArgs) => ({ staffId: staff.id, sessionId: staff.sessionId });
