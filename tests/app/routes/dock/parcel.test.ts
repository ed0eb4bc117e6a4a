import { expect, test } from 'vitest';
import { z } from 'zod';
import { action as turnKeys } from '#app/routes/dock/keys.tsx';
import { action, loader } from '#app/routes/dock/parcel.tsx';
import { loader as putAway } from '#app/routes/dock/put-away.tsx';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { lastDockCount } from '#db/dock-counts.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { acceptAll, returnOf, rowOf, type SentReturn } from '#tests/app/services/staff/arrange.ts';
import { signedIn } from '../../shell/signed-in.ts';
import { asCookieHeader, openShell, routeArgs } from '../../shell/support.ts';

/** Two returns of one shop, and somebody of the warehouse who is signed in. */
async function openDock() {
  const shell = await openShell();
  const shop = await openShop(shell.deps.db);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a', quantity: 2 }] });
  const other = await returnOf(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }] });
  const cookie = await signedIn(shell.deps, { email: 'dock@example.com', role: 'warehouse', name: 'Dora' });
  return { shell, sent, other, cookie, [Symbol.asyncDispose]: () => shell[Symbol.asyncDispose]() };
}
type Dock = Awaited<ReturnType<typeof openDock>>;

function argsOf({ shell, cookie }: Dock, path: string, body: FormData | null, rma?: string) {
  const method = body ? 'POST' : 'GET';
  const request = new Request(`http://localhost:3000${path}`, { method, headers: { Cookie: cookie }, body });
  return { ...routeArgs(shell.deps, request), params: { rma } };
}

const answerSchema = z.object({
  data: z.looseObject({
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    overtaken: z.object({ title: z.string(), found: z.array(z.string()) }).nullable(),
    replaces: z.number().nullable(),
    typed: z.record(z.string(), z.looseObject({ serial: z.string(), note: z.string() })),
    whole: z.looseObject({ weight: z.string() }),
  }),
  init: z.object({ status: z.number() }),
});

/** What comes of a form: where it leads when it is taken, else the page's answer. */
async function post(dock: Dock, { rmaCode }: SentReturn, fields: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await action(argsOf(dock, `/dock/${rmaCode}`, body, rmaCode)).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location') };
  const { data, init } = answerSchema.parse(answer);
  return { status: init.status, fields: data.problems.map((problem) => problem.field), ...data };
}

const whole = ({ line }: SentReturn, change: Record<string, string> = {}) => ({
  ...{ [`count-${line.id}`]: '2', [`grade-${line.id}`]: 'as-new' },
  ...Object.fromEntries(Object.entries(change).map(([name, value]) => [name.replace('-x', `-${line.id}`), value])),
});

test.each<[Record<string, string>, string | null]>([
  [{ 'count-x': '-1' }, 'count'],
  [{ 'count-x': '1e9' }, 'count'],
  [{ 'count-x': 'two' }, 'count'],
  [{ 'count-x': '0' }, null],
  [{ 'serial-x': '§'.repeat(10_000) }, 'serial'],
  [{ 'weight-parcel': '1,25 kg' }, null],
  [{ 'place-x': 'customer' }, 'place'],
  [{ 'note-x': '<script>alert(1)</script> \u202Eשלום' }, null],
])('%j is taken, or answered at its field with all that was typed', async (change, field) => {
  await using dock = await openDock();
  const { sent } = dock;
  const fields = whole(sent, { ...(change['count-x'] === '0' ? { 'grade-x': 'missing' } : {}), ...change });
  const answer = await post(dock, sent, fields);
  if (field === null) expect(answer).toEqual({ status: 303, to: `/dock?received=${sent.rmaCode}` });
  else {
    expect(answer).toMatchObject({ status: 422, fields: [`${field}-${sent.line.id}`] });
    expect('typed' in answer && answer.typed[sent.line.id]).toMatchObject({
      serial: fields[`serial-${sent.line.id}`] ?? '',
    });
    expect((await rowOf(sent)).state).toBe('open');
  }
});

test('a weight that is not understood is answered at its field, with all that was typed; the next count begins with the last one', async () => {
  await using dock = await openDock();
  const { sent } = dock;
  const wrong = await post(
    dock,
    sent,
    whole(sent, { 'weight-parcel': ' 1.250 ', 'note-x': 'wet', 'note-parcel': 'torn' }),
  );
  expect(wrong).toMatchObject({
    ...{ status: 422, fields: ['weight-parcel'], whole: { weight: ' 1.250 ', note: 'torn' } },
    typed: { [sent.line.id]: { note: 'wet' } },
    problems: [{ message: expect.stringContaining('from 1 g to 1,000 kg') }],
  });
  expect((await rowOf(sent)).state).toBe('open');
  const page = async () => loader(argsOf(dock, `/dock/${sent.rmaCode}`, null, sent.rmaCode));
  expect(await page()).toMatchObject({ whole: { weight: { before: '', label: 'Weight of the parcel' } } });
  expect(await post(dock, sent, whole(sent, { 'weight-parcel': '1.25 KG' }))).toMatchObject({ status: 303 });
  expect(await page()).toMatchObject({ whole: { weight: { before: '1250' } } });
  const late = await post(dock, sent, { ...whole(sent, { 'weight-parcel': '900' }), replaces: '0' });
  expect(late).toMatchObject({
    status: 409,
    overtaken: { found: [expect.any(String), 'Weight of the parcel: 1.25 kg'] },
  });
});

test('a form with a line of another return, or after the desk has decided, changes nothing', async () => {
  await using dock = await openDock();
  const { sent, other } = dock;
  expect(await post(dock, sent, { ...whole(sent), ...whole(other) })).toMatchObject({ status: 422, fields: [''] });
  expect(await post(dock, sent, whole(other))).toMatchObject({ status: 422 });
  expect(await post(dock, sent, {})).toMatchObject({ status: 422 });
  expect((await rowOf(sent)).state).toBe('open');
  expect(await post(dock, sent, whole(sent))).toMatchObject({ status: 303 });
  const { version } = await rowOf(sent);
  const decisions = acceptAll(sent.lines);
  await decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'desk', decisions });
  expect(await post(dock, sent, whole(sent, { 'grade-x': 'used' }))).toMatchObject({ status: 409, fields: [] });
  expect((await lastDockCount(dock.shell.deps.db, sent.returnId))?.number).toBe(1);
  const page = await loader(argsOf(dock, `/dock/${sent.rmaCode}`, null, sent.rmaCode));
  expect(page).toMatchObject({ mayReceive: false, stop: { title: 'This return is already decided' } });
});

test('whoever began before another’s count was saved is told of it, and may then replace it', async () => {
  await using dock = await openDock();
  const { sent } = dock;
  await post(dock, sent, { ...whole(sent), replaces: '0' });
  const answer = await post(dock, sent, { ...whole(sent, { 'grade-x': 'used', 'note-x': 'mine' }), replaces: '0' });
  expect(answer).toMatchObject({
    ...{ status: 409, problems: [], replaces: 1, typed: { [sent.line.id]: { note: 'mine' } } },
    overtaken: { title: expect.stringMatching(/^Dora has counted/), found: ['Item 1: 2 pieces · As new · Restock'] },
  });
  const again = await post(dock, sent, { ...whole(sent, { 'grade-x': 'used' }), replaces: '1' });
  expect(again).toMatchObject({ status: 303 });
});

test('keys are on until somebody turns them off in this browser', async () => {
  await using dock = await openDock();
  const { sent, shell } = dock;
  const path = `/dock/${sent.rmaCode}`;
  expect(await loader(argsOf(dock, path, null, sent.rmaCode))).toMatchObject({ keysOn: true });
  const set: string[] = [];
  const body = new URLSearchParams({ keys: 'off', next: path });
  const request = new Request('http://localhost:3000/dock/keys', {
    method: 'POST',
    headers: { Cookie: dock.cookie },
    body,
  });
  const answer = await turnKeys(routeArgs(shell.deps, request, set)).catch((thrown: unknown) => thrown);
  expect(answer instanceof Response && answer.headers.get('Location')).toBe(path);
  const off = { ...dock, cookie: `${dock.cookie}; ${asCookieHeader(set)}` };
  expect(await loader(argsOf(off, path, null, sent.rmaCode))).toMatchObject({ keysOn: false });
});

test.each(['', '2026-02-31', 'yesterday', '0001-01-01', "2026-01-01'--"])(
  'a put-away list of “%s” is one',
  async (day) => {
    await using dock = await openDock();
    const page = await putAway(argsOf(dock, `/dock/put-away?day=${encodeURIComponent(day)}&place=moon`, null));
    expect(page).toMatchObject({ wrong: day !== '', place: null, groups: [], typed: day === '' ? page.day : day });
  },
);
