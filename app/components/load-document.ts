import { redirectDocument } from 'react-router';

/**
 * The client loader of pages that are documents with forms: no script of the framework is sent with them, and their words and rules stay on the server. A
 * page that runs scripts and leads to one of them loads a document instead of drawing it.
 */
export function loadDocument({ request }: { request: Request }): never {
  throw redirectDocument(request.url);
}
