import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';
import { z } from 'zod';

/** Said on the server alone: the pages that run in a browser get these sentences ready made. They would be a third of its words. */
const SERVER_TERMS = new Set(['code', 'customer-state', 'trait', 'event', 'deadline-step']);
const terms = z.record(z.string(), z.unknown());

const staffTerms: Plugin = {
  name: 'staff-terms',
  enforce: 'pre',
  transform(source, id) {
    if (this.environment.name !== 'client' || !/\/i18n\/\w+\/terms\.json$/.test(id)) return null;
    const said = Object.entries(terms.parse(JSON.parse(source))).filter(([group]) => !SERVER_TERMS.has(group));
    return { code: JSON.stringify(Object.fromEntries(said)), map: null };
  },
};

export default defineConfig({
  plugins: [staffTerms, reactRouter()],
  environments: {
    // The server bundle starts at app/server.ts, so that the HTTP server, the worker and the routes share one copy of every module.
    ssr: { build: { rollupOptions: { input: './app/server.ts' } } },
  },
});
