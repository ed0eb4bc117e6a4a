import { photoAnswer } from '#app/http/photo-answer.server.ts';
import { allow, fail } from '#app/http.server.ts';
import { readPhoto } from '#app/services/read-photo.server.ts';

/** A photo of the guest's own order. */
export const loader = allow('guest', async ({ deps, guest, params }) => {
  const photo = await readPhoto(deps, { orderId: guest.orderId, photoId: (params.id ?? '').slice(0, 64) });
  if (!photo.ok) fail(404, 'not-found');
  return photoAnswer(photo);
});
