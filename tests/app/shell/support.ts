import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoaderFunctionArgs } from 'react-router';
import { RouterContextProvider } from 'react-router';
import { type Deps, depsContext, requestContext } from '#app/context.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { diskFiles } from '#app/gateways/disk-files.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { createIds } from '#app/ids.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { openDatabase } from '#db/open.ts';

/** A folder of its own, gone when the test ends. */
export function temporaryFolder(): { path: string } & AsyncDisposable {
  const path = mkdtempSync(join(tmpdir(), 'retour-shell-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A configuration; throws with the problems when it is not a good one. */
export function testEnv(variables: Record<string, string> = {}): Env {
  const read = readEnv(variables);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.env;
}

export interface Shell extends AsyncDisposable {
  deps: Deps;
  /** Lines of the log, parsed. */
  lines: Record<string, unknown>[];
  /** Moves the clock that the program looks at. */
  passes: (duration: Temporal.DurationLike) => void;
}

/** Everything that routes are given, on a database in a folder of its own. */
export async function openShell(variables: Record<string, string> = {}): Promise<Shell> {
  const folder = temporaryFolder();
  const env = testEnv({ DATA_DIR: folder.path, ...variables });
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const db = await openDatabase(join(folder.path, 'test.sqlite'));
  let offset = Temporal.Duration.from({ seconds: 0 });
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now()).add(offset);
  const files = diskFiles(join(folder.path, 'files'));
  const parseStripeWebhook: Deps['parseStripeWebhook'] = () => ({ ok: false, code: 'no-secret' });
  const deps: Deps = { db, clock, ids: createIds(), env, log, files, wake: () => undefined, parseStripeWebhook };
  return {
    deps,
    lines,
    passes: (duration) => {
      offset = offset.add(duration);
    },
    async [Symbol.asyncDispose]() {
      await db.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The arguments of a loader or an action, as the framework gives them. Cookies that the handler sets are put in `cookies`. */
export function routeArgs(deps: Deps, request: Request, cookies: string[] = []): LoaderFunctionArgs {
  const context = new RouterContextProvider();
  context.set(depsContext, deps);
  context.set(requestContext, {
    requestId: 'test-request',
    nonce: 'test-nonce',
    locale: 'en',
    language: 'en',
    t: translatorFor('en'),
    clientIp: '192.0.2.1',
    setCookie: (header) => cookies.push(header),
    noteRoute: () => undefined,
  });
  return { request, url: new URL(request.url), params: {}, pattern: '/', context };
}

/** What a browser would send back for these Set-Cookie headers. */
export function asCookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((header) => header.split(';')[0]).join('; ');
}

/** What was thrown, when it was a response. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: unknown) => error,
  );
}
