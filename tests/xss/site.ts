import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import { type ServerBuild, UNSAFE_withComponentProps, UNSAFE_withErrorBoundaryProps } from 'react-router';
import handleRequest, { handleError } from '#app/entry.server.tsx';
import { createExpressApp } from '#app/http/express-app.server.ts';
import { closeGracefully, listen } from '#app/http/listening.server.ts';
import type { Shell } from '#tests/app/shell/support.ts';

Object.assign(globalThis, { __reactRouterAppDirectory: fileURLToPath(new URL('../../app', import.meta.url)) });
const { default: table } = await import('#app/routes.ts');
const sources = import.meta.glob<Record<string, unknown>>(['../../app/routes/**/*.tsx', '../../app/root.tsx']);

type Route = NonNullable<ServerBuild['routes'][string]>;

/** A route of the table, whether it has a page, and the permissions it asks for. */
export interface Place {
  readonly path: string;
  readonly file: string;
  readonly module: Record<string, unknown>;
}

async function moduleOf(file: string): Promise<Record<string, unknown>> {
  const load = sources[`../../app/${file}`];
  if (!load) throw new Error(`there is no ${file}`);
  return load();
}

/** A module as the build leaves it: its page and its fault page are given what the router knows as properties. */
async function builtModule(file: string): Promise<Route['module']> {
  const { default: page, ErrorBoundary: fault, ...rest } = await moduleOf(file);
  const built = {
    ...rest,
    ...(typeof page === 'function'
      ? { default: UNSAFE_withComponentProps(page as Parameters<typeof UNSAFE_withComponentProps>[0]) }
      : {}),
    ...(typeof fault === 'function'
      ? { ErrorBoundary: UNSAFE_withErrorBoundaryProps(fault as Parameters<typeof UNSAFE_withErrorBoundaryProps>[0]) }
      : {}),
  };
  // The router's type knows modules with a component only; those without one answer with a file, as they do in a real build.
  return built as unknown as Route['module'];
}

async function routesOf(entries: readonly RouteConfigEntry[], parentId: string): Promise<Route[]> {
  const all = entries.map(async (entry): Promise<Route[]> => {
    const id = entry.id ?? entry.file;
    const own = { id, parentId, path: entry.path, module: await builtModule(entry.file) } as Route;
    return [own, ...(await routesOf(entry.children ?? [], id))];
  });
  return (await Promise.all(all)).flat();
}

/** Every place of the route table that has a path. */
export async function allPlaces(entries: readonly RouteConfigEntry[] = table): Promise<Place[]> {
  const all = entries.map(async ({ path, file, children }) => [
    ...(path === undefined ? [] : [{ path, file, module: await moduleOf(file) }]),
    ...(await allPlaces(children ?? [])),
  ]);
  return (await Promise.all(all)).flat();
}

/** What a build would hold, made of the sources as they are: the real routes, without files for the browser. */
async function wholeBuild(): Promise<ServerBuild> {
  const root = { id: 'root', path: '', module: await builtModule('root.tsx') } as Route;
  const routes = [root, ...(await routesOf(table, 'root'))];
  const client = { hasClientAction: false, hasClientLoader: false, hasClientMiddleware: false, hasDefaultExport: true };
  const chunks = {
    ...{ clientActionModule: undefined, clientLoaderModule: undefined },
    ...{ clientMiddlewareModule: undefined, hydrateFallbackModule: undefined },
  };
  const known = routes.map(({ id, path, parentId }) => {
    const has = { hasAction: true, hasLoader: true, hasErrorBoundary: false, module: '/assets/none.js' };
    return [id, { id, path, parentId, ...has, ...client, ...chunks }];
  });
  return {
    entry: { module: { default: handleRequest, handleError } },
    routes: Object.fromEntries(routes.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: '/assets/none.js' },
      routes: Object.fromEntries(known),
      url: '/assets/m.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  };
}

/** The program's whole HTTP side over a shell, with every real route. */
export async function serveAll(shell: Shell) {
  const health = async () => ({ ok: true, database: 'ok' as const, worker: 'ok' as const, outboxLagSeconds: 0 });
  const clientFolder = join(shell.deps.env.DATA_DIR, 'client');
  const server = createServer(createExpressApp({ deps: shell.deps, build: await wholeBuild(), health, clientFolder }));
  const port = await listen(server, { ...shell.deps.env, PORT: 0, HOST: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => closeGracefully(server, 0),
  };
}
