import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';
import { z } from 'zod';

/** Said on the server alone: the pages that run in a browser get these sentences ready made. They would be a third of its words. */
const SERVER_WORDS: Readonly<Record<string, readonly string[]>> = {
  terms: [
    'code',
    'customer-state',
    'trait',
    'event',
    'deadline-step',
    'failure',
    'state.payout',
    'state.withdrawal',
    'state.parcel',
    'state.contest',
    'state.goodwill',
  ],
  staff: [
    ...['dock.verdict', 'dock.stop', 'dock.error', 'due', 'desk.task', 'desk.return.by', 'desk.return.label-problem'],
    ...[
      'desk.error',
      'desk.story',
      'desk.provider',
      'desk.window',
      'desk.proof.error',
      'desk.failure',
      'desk.empty',
      'desk.view',
    ],
    ...['withdrawals.problem', 'withdrawals.done', 'withdrawals.law', 'withdrawals.answer', 'withdrawals.outcome'],
    ...['withdrawals.order.here', 'withdrawals.order.matched', 'dock.scan.hint'],
  ],
  queue: [
    ...['view', 'empty', 'clock', 'filter.error', 'filter.resolutions', 'filter.too-many', 'bulk.code', 'bulk.count'],
    ...['bulk.waiting', 'error', 'done.take', 'done.give-back', 'done.give', 'done.left', 'done.undone', 'done.saved'],
  ],
  parcel: ['error', 'act'],
};

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
  environments: {
    // The server bundle starts at app/server.ts, so that the HTTP server, the worker and the routes share one copy of every module.
    ssr: { build: { rollupOptions: { input: './app/server.ts' } } },
  },
});
