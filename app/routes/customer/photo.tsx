import { allow, fail } from '#app/http.server.ts';
import { readPhoto } from '#app/services/read-photo.server.ts';

/** A photo of the guest's own order. It is an image that we encoded; the headers see to it that it can never be more than that. */
export const loader = allow('guest', async ({ deps, guest, params }) => {
  const photo = await readPhoto(deps, { orderId: guest.orderId, photoId: (params.id ?? '').slice(0, 64) });
  if (!photo.ok) fail(404, 'not-found');
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'Content-Type': photo.contentType,
      'Content-Disposition': 'inline; filename="photo.jpg"',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
});
