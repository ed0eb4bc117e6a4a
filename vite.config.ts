import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  environments: {
    // The server bundle starts at app/server.ts, so that the HTTP server, the worker and the routes share one copy of every module.
    ssr: { build: { rollupOptions: { input: './app/server.ts' } } },
  },
});
