import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { data, type ServerBuild } from 'react-router';
import { expect, test } from 'vitest';
import handleRequest, { handleError } from '#app/entry.server.tsx';
import { createExpressApp } from '#app/http/express-app.server.ts';
import { closeGracefully, listen } from '#app/http/listening.server.ts';
import { allow, fail } from '#app/http.server.ts';
import { openShell, type Shell } from './support.ts';

const root = { default: () => null, ErrorBoundary: () => null };
type Module = NonNullable<ServerBuild['routes'][string]>['module'];
const modules: Record<string, Partial<Module>> = {
  ok: { default: () => null, loader: allow('public', () => null), action: allow('public', () => null) },
  gone: { default: () => null, loader: allow('public', () => fail(404, 'not-found')) },
  broken: {
    default: () => null,
    loader: allow('public', () => {
      throw new Error('the secret reason');
    }),
  },
  cached: {
    loader: allow('public', () => new Response('x', { headers: { 'Cache-Control': 'private, max-age=60' } })),
  },
  slow: {
    loader: allow('public', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return new Response('finished');
    }),
  },
  cookie: {
    loader: allow('public', ({ setCookie }) => {
      setCookie('a=1');
      return data(null, { headers: { 'Set-Cookie': 'b=2' } });
    }),
  },
  'staff/page': { default: () => null, loader: allow('public', () => null) },
};

/** The smallest build that the router takes: a root and a few routes. */
function tinyBuild(): ServerBuild {
  const manifest = { hasAction: false, hasLoader: false, hasErrorBoundary: false, module: '' };
  const client = { hasClientAction: false, hasClientLoader: false, hasClientMiddleware: false, hasDefaultExport: true };
  const chunks = {
    clientActionModule: undefined,
    clientLoaderModule: undefined,
    clientMiddlewareModule: undefined,
    hydrateFallbackModule: undefined,
  };
  const entries = Object.entries(modules).map(([path, module]) => {
    // The type knows only modules with a component; those without one answer with a file, as they do in a real build.
    return [path, { id: path, parentId: 'root', path, module: module as Module }];
  });
  const known = ['root', ...Object.keys(modules)].map((id) => [
    id,
    { id, path: id, ...manifest, ...client, ...chunks },
  ]);
  return {
    entry: { module: { default: handleRequest, handleError } },
    routes: { root: { id: 'root', path: '', module: root }, ...Object.fromEntries(entries) },
    assets: { entry: { imports: [], module: '' }, routes: Object.fromEntries(known), url: '', version: '' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  };
}

async function serve(variables: Record<string, string> = {}) {
  const shell: Shell = await openShell(variables);
  const clientFolder = join(shell.deps.env.DATA_DIR, 'client');
  await mkdir(join(clientFolder, 'assets'), { recursive: true });
  await writeFile(join(clientFolder, 'assets', 'app-1234.css'), 'body{}');
  const health = async () => ({ ok: true, database: 'ok' as const, worker: 'ok' as const, outboxLagSeconds: 0 });
  const server = createServer(createExpressApp({ deps: shell.deps, build: tinyBuild(), health, clientFolder }));
  const port = await listen(server, { ...shell.deps.env, PORT: 0 });
  return {
    shell,
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await closeGracefully(server, 0);
      await shell[Symbol.asyncDispose]();
    },
  };
}

const answers: [string, string, RequestInit, number][] = [
  ['a page', '/ok', {}, 200],
  ['a form', '/ok', { method: 'POST', body: new URLSearchParams('a=1') }, 200],
  ['a file', '/assets/app-1234.css', {}, 200],
  ['a page that is not there', '/gone', {}, 404],
  ['an address that nobody knows', '/nowhere', {}, 404],
  ['an address that cannot be read', '/%E0%A4%A', {}, 400],
  ['a method that is not offered', '/ok', { method: 'PUT', body: 'x' }, 405],
  ['a form of another site', '/ok', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
  ['a page that breaks', '/broken', {}, 500],
  ['a cookie that is none', '/ok', { headers: { Cookie: 'guest=%%%; ;=;language="' } }, 200],
];

test.each(answers)('%s: status, and every security header', async (_, path, init, status) => {
  await using site = await serve();
  const response = await fetch(site.url + path, init);
  const headers = Object.fromEntries(response.headers);
  expect(response.status).toBe(status);
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self'"),
    'cross-origin-opener-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('strict-transport-security');
  expect(headers['cache-control']).toBe(
    path.startsWith('/assets') ? 'public, max-age=31536000, immutable' : 'no-store',
  );
});

test('staff pages get a nonce, another each time', async () => {
  await using site = await serve();
  const policies = [1, 2].map(async () =>
    (await fetch(`${site.url}/staff/page`)).headers.get('Content-Security-Policy'),
  );
  const nonces = (await Promise.all(policies)).map(
    (policy) => /script-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy ?? '')?.[1],
  );
  expect(nonces[0]).toBeDefined();
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('under https browsers are told to stay there', async () => {
  await using site = await serve({ APP_URL: 'https://shop.example' });
  expect((await fetch(`${site.url}/ok`)).headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
});

test('a route may choose its own caching, and cookies of both kinds arrive', async () => {
  await using site = await serve();
  expect((await fetch(`${site.url}/cached`)).headers.get('Cache-Control')).toBe('private, max-age=60');
  expect((await fetch(`${site.url}/cookie`)).headers.getSetCookie().sort()).toEqual(['a=1', 'b=2']);
});

test('a fault says nothing about itself, but is written down under the id that the person sees', async () => {
  await using site = await serve();
  const response = await fetch(`${site.url}/broken?email=a@b.example`);
  const id = response.headers.get('X-Request-Id');
  expect(await response.text()).not.toContain('secret reason');
  expect(site.shell.lines.find((line) => line.msg === 'request failed')).toMatchObject({ requestId: id });
  expect(JSON.stringify(site.shell.lines)).not.toContain('a@b.example');
});

test('an id of the outside is taken from a trusted proxy only', async () => {
  const headers = { 'X-Request-Id': 'given-by-proxy' };
  await using alone = await serve();
  expect((await fetch(`${alone.url}/ok`, { headers })).headers.get('X-Request-Id')).not.toBe('given-by-proxy');
  await using behind = await serve({ TRUST_PROXY: '1' });
  expect((await fetch(`${behind.url}/ok`, { headers })).headers.get('X-Request-Id')).toBe('given-by-proxy');
});

test('a body that is announced as too large is refused before it comes', async () => {
  await using site = await serve();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const headers = { 'Content-Length': String(65 * 1024 * 1024) };
  const request = httpRequest(`${site.url}/ok`, { method: 'POST', headers }, (response) =>
    resolve(response.statusCode),
  );
  request.on('error', () => undefined);
  request.flushHeaders();
  expect(await promise).toBe(413);
  request.destroy();
});

test('a body without an announced length is refused', async () => {
  await using site = await serve();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const request = httpRequest(`${site.url}/ok`, { method: 'POST' }, (response) => resolve(response.statusCode));
  request.on('error', () => undefined);
  request.write('a=1');
  expect(await promise).toBe(411);
  request.destroy();
});

test('rubbish on the line harms nobody else', async () => {
  await using site = await serve();
  for (const line of [
    'GET http:// HTTP/1.1\r\nHost: a b\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
    '\u0000\u0001\r\n\r\n',
  ]) {
    const socket = connect(site.port, '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      socket.once('data', (chunk) => resolve(String(chunk)));
      socket.write(line);
    });
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 40[05] /);
  }
  expect((await fetch(`${site.url}/ok`)).status).toBe(200);
});

test('a stop lets a request finish and takes no new one', async () => {
  await using site = await serve();
  const slow = fetch(`${site.url}/slow`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = closeGracefully(site.server);
  await expect(fetch(`${site.url}/ok`)).rejects.toThrow();
  expect(await (await slow).text()).toBe('finished');
  await stopped;
});

test('a taken port is an error that can be told', async () => {
  await using site = await serve();
  const second = listen(createServer(), { ...site.shell.deps.env, PORT: site.port });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
