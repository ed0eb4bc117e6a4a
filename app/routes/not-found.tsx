import { allow, fail } from '#app/http.server.ts';

export const loader = allow('public', (): null => fail(404, 'not-found'));

export const action = allow('public', (): null => fail(404, 'not-found'));

/** Never rendered: the error page stands in its place. A route without a component would answer without a page. */
export default function NotFound() {
  return null;
}
