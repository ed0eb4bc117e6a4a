import { expect, test } from 'vitest';
import { SERVER_WORDS } from '#app/i18n/server-words.ts';
import routes from '#app/routes.ts';
import { importsOf, readSource } from './imports.ts';

/** The layout whose pages run in the browser. */
const HYDRATED = 'routes/staff/layout.tsx';

const pages = routes.find(({ file }) => file === HYDRATED)?.children ?? [];

/** All that a browser may load with a page: what lies behind a server's file does not come along. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || file.includes('.server.') || !/^(?:app|machines)\//.test(file) || !/\.tsx?$/.test(file))
    return seen;
  seen.add(file);
  for (const next of importsOf(file)) loadedWith(next, seen);
  return seen;
}

/** The words that a file may say, as far as they stand in it: `terms:state.payout.` of a key whose end is computed. */
const wordsIn = (file: string) => [...readSource(file).matchAll(/['"`]([a-z-]+):([\w.-]+)(\$\{)?/g)];

test('what a page says in the browser is sent there', () => {
  const files = new Set([HYDRATED, ...pages.map(({ file }) => file)].flatMap((file) => [...loadedWith(`app/${file}`)]));
  const missing = [...files].flatMap((file) =>
    wordsIn(file).flatMap(([, namespace = '', path = '', computed]) =>
      (SERVER_WORDS[namespace] ?? [])
        .filter((group) => `${path}.`.startsWith(`${group}.`) || (computed && group.startsWith(path)))
        .map((group) => `${file} says ${namespace}:${path}, and ${group} is left out`),
    ),
  );
  expect(pages.length).toBeGreaterThan(10);
  expect(files).toContain('app/components/staff-frame.tsx');
  expect(missing).toEqual([]);
});
