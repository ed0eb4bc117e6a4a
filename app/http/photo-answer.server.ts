/** A photo as an answer. It is an image that we encoded; the headers see to it that it can never be more than that. */
export function photoAnswer({ bytes, contentType }: { bytes: Uint8Array; contentType: string }): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': 'inline; filename="photo.jpg"',
      'Content-Security-Policy':
        "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}
