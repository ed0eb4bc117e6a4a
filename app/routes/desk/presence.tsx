import { allow, answerJson, fail, type StaffArgs } from '#app/http.server.ts';
import { notePresence } from '#app/services/casework/note-presence.server.ts';
import { presenceWords } from './presence-words.server.ts';

/** Whoever asks is here: the answer is the sentence about who else has the return open, or an empty one. */
async function here({ deps, staff, params, t, locale }: StaffArgs): Promise<Response> {
  const others = await notePresence(deps, { returnId: (params.id ?? '').slice(0, 100), staffId: staff.id });
  if (others === null) fail(404, 'not-found');
  return answerJson({ others: presenceWords(others, { t, locale }) });
}

/** For somebody who comes back to the address of a heartbeat after signing in. */
export const loader = allow('desk.read', here);
/** The heartbeat of a page that is open. */
export const action = allow('desk.read', here);
