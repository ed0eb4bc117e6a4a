import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { createRequestHandler } from '@react-router/express';
import { createReadableStreamFromReadable } from '@react-router/node';
import express from 'express';
import { createElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { type EntryContext, Outlet, redirect, type ServerBuild, ServerRouter, useLoaderData } from 'react-router';

// The least that React Router can serve through Express: a root, one page with a loader and an action, nothing around it. A process of its
// own, run as the program is, so that the pages of the program can be compared with it.

function Root() {
  const head = createElement('head', null, createElement('title', null, 'Bare'));
  return createElement('html', { lang: 'en' }, head, createElement('body', null, createElement(Outlet)));
}

function Page() {
  const { words } = useLoaderData<{ words: string }>();
  return createElement('main', null, createElement('h1', null, words));
}

function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(createElement(ServerRouter, { context, url: request.url }), {
      onAllReady() {
        const body = new PassThrough();
        pipe(body);
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
      },
      onShellError: reject,
    });
  });
}

const known = {
  ...{ hasAction: false, hasLoader: false, hasClientAction: false, hasClientLoader: false },
  ...{ hasClientMiddleware: false, hasErrorBoundary: false, module: '/none.js' },
  ...{ clientActionModule: undefined, clientLoaderModule: undefined },
  ...{ clientMiddlewareModule: undefined, hydrateFallbackModule: undefined },
};
const root = { id: 'root', path: '' };
const page = { id: 'page', parentId: 'root', path: 'page' };

const build: ServerBuild = {
  entry: { module: { default: handleRequest } },
  routes: {
    root: { ...root, module: { default: Root } },
    page: {
      ...page,
      module: { default: Page, loader: () => ({ words: 'Hello' }), action: () => redirect('/page', 303) },
    },
  },
  assets: {
    entry: { imports: [], module: '/none.js' },
    routes: { root: { ...root, ...known }, page: { ...page, ...known, hasLoader: true, hasAction: true } },
    url: '/none.js',
    version: 'bare',
  },
  publicPath: '/',
  assetsBuildDirectory: 'none',
  future: {},
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
};

const app = express();
app.use(createRequestHandler({ build, mode: 'production' }));
const server = createServer(app);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit());
