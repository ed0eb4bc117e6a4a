import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { action as putFound } from '#app/routes/dock/found-sync.tsx';
import { action as sync } from '#app/routes/dock/sync.tsx';
import { signedIn } from '#tests/app/shell/signed-in.ts';
import { openShell, routeArgs, type Shell } from '#tests/app/shell/support.ts';
import { aPhoto } from '#tests/e2e/pages/photo.ts';

let shell: Shell;
let cookie: string;

beforeAll(async () => {
  shell = await openShell();
  cookie = await signedIn(shell.deps, { email: 'dock@sync.example', role: 'warehouse', name: 'Wally' });
}, 120_000);
afterAll(() => shell[Symbol.asyncDispose]());

const answer = z.object({
  verdicts: z.array(z.object({ id: z.string(), result: z.string(), title: z.string(), text: z.string() })),
});

async function send(body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) {
  const request = new Request('http://localhost:3000/dock/sync', {
    method: 'POST',
    headers: { Cookie: cookie, ...headers },
    body,
  });
  const response = await sync(routeArgs(shell.deps, request));
  return { status: response.status, body: await response.json() };
}

const now = () => Date.now();
const scans = (list: readonly object[], more: object = {}) =>
  JSON.stringify({ device: 'device-one', sentAt: now(), scans: list, ...more });
const scan = (id: string, change: object = {}) => ({ id, code: 'NO CODE', scannedAt: now(), ...change });

test('each scan is answered in its order, and an id that named another scan by itself', async () => {
  const first = await send(
    scans([scan('scan-0001'), scan('scan-0002', { code: '' }), scan('scan-0003', { code: '🦊'.repeat(300) })]),
  );
  expect(first.status).toBe(200);
  expect(answer.parse(first.body).verdicts.map(({ id, result }) => [id, result])).toEqual([
    ['scan-0001', 'unknown'],
    ['scan-0002', 'unknown'],
    ['scan-0003', 'unknown'],
  ]);
  const again = await send(scans([scan('scan-0001'), scan('scan-0001', { code: 'OTHER' })]));
  const [same, other] = answer.parse(again.body).verdicts;
  expect(same?.title).toBe(answer.parse(first.body).verdicts[0]?.title);
  expect(other).toMatchObject({ result: 'stop', title: 'This scan was not taken' });
  const foreign = await send(scans([scan('scan-0001')], { device: 'device-two' }));
  expect(answer.parse(foreign.body).verdicts[0]).toMatchObject({ result: 'stop' });
  expect(await shell.deps.db.$count(shell.deps.db.tables.dockScans)).toBe(3);
});

test.each([
  ['no JSON', 'hello', { 'Content-Type': 'application/json' }, 400],
  ['a form', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ['nothing in it', '{}', { 'Content-Type': 'application/json' }, 422],
  ['10 MB', JSON.stringify({ a: 'x'.repeat(10_000_000) }), { 'Content-Type': 'application/json' }, 413],
])('%s is refused', async (_name, body, headers, status) => {
  expect((await send(body, headers)).status).toBe(status);
});

test.each([
  [
    '10,000 scans',
    Array.from({ length: 10_000 }, (_, index) => scan(`many-${String(index).padStart(6, '0')}`)),
    [413, 422],
  ],
  ['more than a request may have', Array.from({ length: 201 }, (_, index) => scan(`much-${index}-000`)), [422]],
  ['none', [], [422]],
  ['an id that is none', [scan('../../etc')], [422]],
  ['a time before there was one', [scan('scan-early', { scannedAt: -1 })], [422]],
  ['a time without end', [scan('scan-late', { scannedAt: 1e300 })], [422]],
  ['a field that nobody knows', [scan('scan-field', { by: 'somebody else' })], [422]],
  ['a code without end', [scan('scan-long', { code: 'x'.repeat(5000) })], [422]],
] as const)('%s: nothing of it is kept', async (_name, list, statuses) => {
  const before = await shell.deps.db.$count(shell.deps.db.tables.dockScans);
  expect(statuses).toContain((await send(scans(list))).status);
  expect(await shell.deps.db.$count(shell.deps.db.tables.dockScans)).toBe(before);
});

test('scans of 1970 and 2099 are taken, by the server’s clock', async () => {
  const sent = await send(
    scans([scan('scan-1970', { scannedAt: 0 }), scan('scan-2099', { scannedAt: Date.UTC(2099) })]),
  );
  for (const { text } of answer.parse(sent.body).verdicts) expect(text).toMatch(/clock of this device is wrong/);
});

test('a new scan costs little more than one that is only remembered', async () => {
  const spent = async (id: string) => {
    const begin = performance.now();
    await send(scans([scan(id, { code: '#1001' })]));
    return performance.now() - begin;
  };
  const [fresh, known]: [number[], number[]] = [[], []];
  for (let index = 0; index < 20; index += 1) {
    fresh.push(await spent(`quick-${index}-000`));
    known.push(await spent(`quick-${index}-000`));
  }
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[10] ?? Number.NaN;
  console.log(`a scan: ${median(fresh).toFixed(1)} ms, once more: ${median(known).toFixed(1)} ms`);
  expect(median(fresh) / median(known)).toBeLessThan(15);
});

async function put(fields: Record<string, string | Blob>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const request = new Request('http://localhost:3000/dock/found/sync', {
    method: 'POST',
    headers: { Cookie: cookie },
    body,
  });
  const response = await putFound(routeArgs(shell.deps, request));
  return answer.parse(await response.json()).verdicts[0];
}

test('a found parcel comes with a photo that is one, and twice is once', async () => {
  const own = {
    id: 'found-0001',
    device: 'device-one',
    scannedAt: String(now()),
    sentAt: String(now()),
    goods: 'a lamp',
  };
  const image = new Blob([new Uint8Array(await aPhoto().then((file) => file.buffer))], { type: 'image/png' });
  expect(await put({ ...own, photo: new Blob(['<svg onload=alert(1)>'], { type: 'image/png' }) })).toMatchObject({
    ...{ result: 'stop', text: expect.stringContaining('not a photo') },
  });
  expect(await put(own)).toMatchObject({ result: 'stop', text: expect.stringContaining('Take a photo') });
  expect(await put({ ...own, photo: image, note: 'x'.repeat(2001) })).toMatchObject({ result: 'stop' });
  expect(await put({ ...own, photo: image })).toMatchObject({ result: 'ok' });
  expect(await put({ ...own, photo: image })).toMatchObject({ result: 'ok' });
  expect(await put({ ...own, photo: image, goods: 'a mug' })).toMatchObject({ result: 'stop' });
  const { db } = shell.deps;
  expect([await db.$count(db.tables.foundParcels), await db.$count(db.tables.foundPhotos)]).toEqual([1, 1]);
});
