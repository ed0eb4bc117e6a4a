import { sessionWords } from '#app/http/session-words.server.ts';
import { allow, redirectTo } from '#app/http.server.ts';
import { safeNext } from '#app/security/next-path.server.ts';

/** Whoever asks is still there, which prolongs their session as any page does. Tells a script until when; leads anybody else back. */
export const loader = allow('staff.self', async (args) => {
  const { url, staff } = args;
  if (url.searchParams.get('as') !== 'json') throw redirectTo(safeNext(url.searchParams.get('next'), '/staff'));
  const session = await sessionWords(staff, args);
  return Response.json({ endsAt: session?.endsAt, seconds: session?.seconds });
});
