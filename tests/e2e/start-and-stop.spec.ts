import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { demoPassword } from '#app/auth/demo-staff.ts';
import { AppProcess } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';

function startApp(environment: Record<string, string>): { child: ChildProcess; said: () => string } {
  const env: Record<string, string | undefined> = { ...process.env, NODE_ENV: undefined, ...environment };
  const child = spawn(process.execPath, ['app/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  return { child, said: () => output.join('') };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode;
}

const SHOP = JSON.stringify({
  name: 'Kiosk & Kin',
  supportEmail: 'hello@kiosk.example',
  returnAddress: { name: 'Returns', line1: 'Hafenstraße 1', postcode: '20457', city: 'Hamburg', country: 'DE' },
});

for (const [name, environment, named] of [
  ['a port that is none', { PORT: 'abc' }, ['PORT']],
  ['several at once', { PORT: '70000', LOG_LEVEL: 'loud', APP_URL: 'ftp://x' }, ['PORT', 'LOG_LEVEL', 'APP_URL']],
  [
    'production with nothing',
    { RETOUR_MODE: 'production' },
    ['APP_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'MAIL_FROM', 'SESSION_SECRET'],
  ],
  ['a live key in development', { STRIPE_SECRET_KEY: 'sk_live_0123456789' }, ['STRIPE_SECRET_KEY']],
] as const) {
  test(`does not start with wrong variables, and names each: ${name}`, async () => {
    const { child, said } = startApp(environment);
    expect(await exitCode(child)).toBe(1);
    for (const variable of named) expect.soft(said()).toContain(`- ${variable} `);
    expect(said()).not.toMatch(/\n\s+at /);
    expect(said()).not.toContain('0123456789');
  });
}

test('production without a shop says so in a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retour-start-'));
  const environment = { RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true', DATA_DIR: folder, PORT: '0' };
  const { child, said } = startApp(environment);
  expect(await exitCode(child)).toBe(1);
  expect(said()).toContain('SHOP is not set');
  expect(said()).not.toMatch(/\n\s+at /);
  await rm(folder, { recursive: true, force: true });
});

test('production shows no mailbox, no demo and no demo accounts', async ({ request }) => {
  const app = await AppProcess.start({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true', SHOP });
  for (const path of ['/dev/mailbox', '/dev/mailbox.json', '/dev/mailbox/1', '/dev/mailbox/1/html']) {
    expect.soft((await request.get(app.url + path)).status(), path).toBe(404);
  }
  const signIn = await (await request.get(`${app.url}/staff/sign-in`)).text();
  expect(signIn).not.toContain(demoPassword);
  expect(signIn).not.toContain('retour.example');
  const form = { email: 'agent@retour.example', password: demoPassword };
  expect((await request.post(`${app.url}/staff/sign-in`, { form })).status()).toBe(422);
  expect((await request.get(`${app.url}/health`)).status()).toBe(200);
  expect(await (await request.get(`${app.url}/`)).text()).toContain('Kiosk &amp; Kin');
  await app.stop();
});

test('asked to stop, it finishes the request under way, takes no new one and ends well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retour-stop-'));
  const port = await freePort();
  const { child } = startApp({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'warn' });
  await expect.poll(() => healthOf(port), { timeout: 30_000 }).toBe(200);

  const body = 'order-number=9999&email=somebody%40example.net';
  const socket = connect(port, 'localhost');
  const chunks: string[] = [];
  socket.on('data', (chunk) => chunks.push(chunk.toString()));
  const head = ['POST / HTTP/1.1', 'Host: localhost', 'Content-Type: application/x-www-form-urlencoded'];
  socket.write(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 20)}`);
  // Under way as soon as the server has read the half of it.
  await new Promise((wake) => setTimeout(wake, 300));
  child.kill('SIGTERM');
  await expect.poll(() => healthOf(port)).toBe('refused');
  expect(child.exitCode).toBe(null);
  socket.write(body.slice(20));
  const asked = performance.now();
  await once(socket, 'close');
  expect(chunks.join('')).toMatch(/^HTTP\/1\.1 303 [\s\S]*location: \/code/i);
  expect(await exitCode(child)).toBe(0);
  // Not cut off when its patience of ten seconds was over.
  expect(performance.now() - asked).toBeLessThan(6000);
  await rm(folder, { recursive: true, force: true });
});

const healthOf = (port: number) =>
  fetch(`http://localhost:${port}/health`, { headers: { Connection: 'close' } }).then(
    (answer) => answer.status,
    () => 'refused',
  );
