import { photoAnswer } from '#app/http/photo-answer.server.ts';
import { allow, fail } from '#app/http.server.ts';
import { readStaffPhoto } from '#app/services/read-staff-photo.server.ts';

/** A photo of a return, for those who work on it. */
export const loader = allow('staff.enter', async ({ deps, params }) => {
  const photo = await readStaffPhoto(deps, { photoId: (params.id ?? '').slice(0, 64) });
  if (!photo.ok) fail(404, 'not-found');
  return photoAnswer(photo);
});
