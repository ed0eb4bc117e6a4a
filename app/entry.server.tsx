import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { renderToPipeableStream } from 'react-dom/server';
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router';
import { depsContext, requestContext } from '#app/context.server.ts';
import { wordsFor } from '#app/i18n/instance.server.ts';
import { WordsProvider } from '#app/i18n/words-provider.tsx';

/** Pages wait for nothing, so one that is not ready by then never will be. */
const renderTimeoutMs = 10_000;

/** Renders a page. The whole of it, before the first byte: without scripts nothing could fill in a late part. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entryContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { locale, language, nonce } = context.get(requestContext);
  const words = wordsFor(inEveryLanguage(entryContext) ? language : locale);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Promise((resolve, reject) => {
    let failed: unknown;
    const page = (
      <WordsProvider words={words}>
        <ServerRouter context={entryContext} url={request.url} nonce={nonce} />
      </WordsProvider>
    );
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        clearTimeout(timer);
        if (failed !== undefined) return reject(failed);
        const body = new PassThrough();
        pipe(body);
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
      },
      onShellError(error) {
        clearTimeout(timer);
        reject(error);
      },
      onError(error) {
        failed = error;
      },
    });
    const timer = setTimeout(() => abort(new Error('The page was not rendered in time.')), renderTimeoutMs);
  });
}

/** A route's `handle`: with `everyLanguage` the page has its words in every language of the withdrawal, its frame included. */
function inEveryLanguage({ routeModules, staticHandlerContext }: EntryContext): boolean {
  return staticHandlerContext.matches.some(({ route }) => {
    const handle: unknown = routeModules[route.id]?.handle;
    return typeof handle === 'object' && handle !== null && 'everyLanguage' in handle && handle.everyLanguage === true;
  });
}

/** What broke in a loader, an action or a page. Refusals are answers and do not come here; a request given up is no fault. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { requestId } = context.get(requestContext);
  context.get(depsContext).log.error({ err: error, requestId }, 'request failed');
};
