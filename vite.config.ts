import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';
import { z } from 'zod';
import { SERVER_WORDS } from './app/i18n/server-words.ts';

const tree = z.record(z.string(), z.unknown());

/** The words without those groups, each named by its path. */
function without(words: unknown, paths: readonly string[]): unknown {
  const groups = tree.safeParse(words).data;
  if (!groups) return words;
  const kept = Object.entries(groups).filter(([group]) => !paths.includes(group));
  const below = (group: string) =>
    paths.filter((path) => path.startsWith(`${group}.`)).map((path) => path.slice(group.length + 1));
  return Object.fromEntries(kept.map(([group, value]) => [group, without(value, below(group))]));
}

const browserWords: Plugin = {
  name: 'browser-words',
  enforce: 'pre',
  transform(source, id) {
    const paths = SERVER_WORDS[/\/i18n\/\w+\/(\w+)\.json$/.exec(id)?.[1] ?? ''];
    if (this.environment.name !== 'client' || !paths) return null;
    return { code: JSON.stringify(without(JSON.parse(source), paths)), map: null };
  },
};

export default defineConfig({
  plugins: [browserWords, reactRouter()],
  // The worker that reads codes is below the dock: only there the dock's service worker answers for it when there is no connection.
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'dock/[name]-[hash].js' } } },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // What most pages are put together from is one file: thirty small ones are fetched, and begun, more slowly than they are read.
              groups: [{ name: 'parts', test: /\/app\/(components|i18n|http)\/[\w-]+\.tsx?$/, minShareCount: 8 }],
            },
          },
        },
      },
    },
    // The server bundle starts at app/server.ts, so that the HTTP server, the worker and the routes share one copy of every module.
    ssr: {
      build: { rollupOptions: { input: './app/server.ts' } },
      // All in one file: of two thousand modules that Node had to look for, a start was half over before it began. Only what is compiled for the machine
      // stays outside.
      resolve: { noExternal: true, external: ['better-sqlite3', 'sharp'] },
    },
  },
});
