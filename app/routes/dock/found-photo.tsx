import { photoAnswer } from '#app/http/photo-answer.server.ts';
import { allow, fail } from '#app/http.server.ts';
import { readFoundPhoto } from '#app/services/view-found.server.ts';

/** A photo of a found parcel, for those who look for its owner. */
export const loader = allow('dock.read', async ({ deps, params }) => {
  const photo = await readFoundPhoto(deps, (params.id ?? '').slice(0, 64));
  if (!photo.ok) fail(404, 'not-found');
  return photoAnswer(photo);
});
