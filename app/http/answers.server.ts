import { STATUS_CODES } from 'node:http';
import { data, redirect } from 'react-router';

/** After a form was taken: 303, so that reload and Back never send it a second time. Paths of this site only. */
export function redirectTo(path: string, headers?: HeadersInit): Response {
  return redirect(path, headers ? { status: 303, headers } : 303);
}

/**
 * Ends the handler with an error page. `code` chooses its sentence; the page falls back on that of the status. The status is named because the
 * framework calls one without a name "Internal Server Error", in the data of the page.
 */
export function fail(status: 400 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503, code: string): never {
  throw data({ code }, { status, statusText: STATUS_CODES[status] ?? '' });
}

/** What the last word or words of a refusal code say about the status; all other refusals are 422: understood, but not done. */
const statusOf = new Map([
  ['not-found', 404],
  ['forbidden', 403],
  ['too-many', 429],
  ['too-many-tries', 429],
  ['too-many-requests', 429],
  ['rate-limited', 429],
  ['too-large', 413],
  ['stale', 409],
  ['conflict', 409],
  ['impossible', 409],
  ['already-decided', 409],
  ['already-sent', 409],
  ['expired', 410],
  ['unsupported-type', 415],
  ['unavailable', 503],
]);

/** The HTTP status of a refusal code; a prefix such as `return.` does not matter. */
export function refusalStatus(code: string): number {
  return statusOf.get(code.slice(code.lastIndexOf('.') + 1)) ?? 422;
}
