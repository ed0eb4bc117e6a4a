import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import compression from 'compression';
import express from 'express';
import { expect, test } from 'vitest';
import { closeGracefully, listen } from '#app/http/listening.server.ts';
import { staticFiles } from '#app/http/static-files.server.ts';
import { securityHeaders } from '#app/security/headers.server.ts';
import { openShell } from '#tests/app/shell/support.ts';

const FILES = [
  'dock/code-reader-Ab_12-x.js',
  'dock/other-Ab_12.js',
  'dock/code-reader-Ab.js.map',
  'code-reader-Ab.js',
  'assets/code-reader-Ab.js',
  'assets/page-Ab.js',
  'assets/zxing_reader-Ab.wasm',
  'dock-worker.js',
  'favicon.svg',
];

test('the worker that reads codes may run WebAssembly, and no other file may', async () => {
  await using shell = await openShell();
  const { env } = shell.deps;
  const folder = join(env.DATA_DIR, 'files');
  for (const file of FILES) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), 'x'.repeat(5000));
  }
  const app = express().use(securityHeaders(env), compression(), staticFiles(folder));
  const server = createServer(app);
  const port = await listen(server, { ...env, PORT: 0, HOST: '127.0.0.1' });
  const told: Record<string, string> = {};
  for (const file of FILES) {
    const { headers } = await fetch(`http://127.0.0.1:${port}/${file}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, file).toContain("default-src 'none'");
    expect(policy, file).toContain("require-trusted-types-for 'script'");
    const wasm = policy.includes("script-src 'self' 'wasm-unsafe-eval';") ? 'runs' : '';
    expect(policy.includes('unsafe'), file).toBe(wasm !== '');
    const kept = (headers.get('cache-control') ?? '').includes('immutable') ? 'kept' : '';
    told[file] = [wasm, kept, headers.get('content-type')?.split(';')[0], headers.get('content-encoding')].join(' ');
  }
  await closeGracefully(server, 0);
  expect(told).toEqual({
    'dock/code-reader-Ab_12-x.js': 'runs kept text/javascript gzip',
    'dock/other-Ab_12.js': '  text/javascript gzip',
    'dock/code-reader-Ab.js.map': '  application/json gzip',
    'code-reader-Ab.js': '  text/javascript gzip',
    'assets/code-reader-Ab.js': ' kept text/javascript gzip',
    'assets/page-Ab.js': ' kept text/javascript gzip',
    'assets/zxing_reader-Ab.wasm': ' kept application/wasm gzip',
    'dock-worker.js': '  text/javascript gzip',
    'favicon.svg': '  image/svg+xml gzip',
  });
});
