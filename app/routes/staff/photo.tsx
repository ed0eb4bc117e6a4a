import { allow, fail } from '#app/http.server.ts';
import { readStaffPhoto } from '#app/services/read-staff-photo.server.ts';

/** A photo of a return for those who work on it. It is an image that we encoded; the headers see to it that it can never be more than that. */
export const loader = allow('staff.enter', async ({ deps, params }) => {
  const photo = await readStaffPhoto(deps, { photoId: (params.id ?? '').slice(0, 64) });
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
