/** No request may be larger than this, whatever its route allows: 64 MiB. */
export const maxBodyBytes = 64 * 1024 * 1024;

/**
 * Decides by the headers alone whether a body may come in: 413 for one that is too large, 411 for one that does not say how
 * large it is. Browsers always say, and the parser of Node then takes no byte more, so nothing is ever read to find out.
 */
export function bodyRefusal(headers: {
  contentLength: string | undefined;
  transferEncoding: string | undefined;
}): 411 | 413 | null {
  if (headers.transferEncoding !== undefined) return 411;
  return Number(headers.contentLength ?? 0) > maxBodyBytes ? 413 : null;
}
