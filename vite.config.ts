import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

// The server bundle starts at app/server.ts, so that the HTTP server, the worker and the routes share one copy of every module.
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [reactRouter()],
  build: isSsrBuild ? { rolldownOptions: { input: './app/server.ts' } } : {},
}));
