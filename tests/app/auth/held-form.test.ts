import { expect, test } from 'vitest';
import { lastPersonOf } from '#app/auth/last-person.server.ts';
import { staffOf } from '#app/auth/staff.server.ts';
import { allow } from '#app/http.server.ts';
import { endSessions } from '#db/people.ts';
import { loader as showHeld } from '../../../app/routes/staff/held.tsx';
import { openShell, routeArgs, type Shell, thrownBy } from '../shell/support.ts';
import { ask, hire, keepCookies, known, type Member, signIn } from './crew.ts';

const act = allow('desk.decide', () => 'reached');

/** Signed in, one page seen, and then the session ends. */
async function endedAgent(shell: Shell, name = 'agent'): Promise<Member> {
  const agent = await hire(shell, 'agent', name);
  const set: string[] = [];
  await staffOf(ask(agent, '/desk'), shell.deps, (header) => set.push(header));
  keepCookies(agent, set);
  const { id } = await known(shell, agent);
  await shell.deps.db.transaction((tx) => endSessions(tx, id));
  return agent;
}

async function sendLate(shell: Shell, member: Member, path: string, form: Record<string, string>) {
  const answer = await thrownBy(act(routeArgs(shell.deps, ask(member, path, form))));
  const location = answer instanceof Response ? answer.headers.get('Location') : null;
  return new URL(location ?? '', 'http://localhost').searchParams;
}

async function show(shell: Shell, member: Member, next: string | null) {
  const token = next?.replace('/staff/held/', '') ?? '';
  return showHeld({ ...routeArgs(shell.deps, ask(member, next ?? '')), params: { token } });
}

const typed = { intent: 'decide', version: '3', 'line-l1': '1', 'note-l1': 'a long note <b>', proof: '123456' };

test('what was typed comes back after signing in, and nothing is sent by itself', async () => {
  await using shell = await openShell();
  const agent = await endedAgent(shell);
  const to = await sendLate(shell, agent, '/desk/returns/r1?x=1', typed);
  expect(to.get('ended')).toBe('kept');
  expect(to.get('next')).toMatch(/^\/staff\/held\/[\w-]{22}$/);
  const kept = JSON.stringify(await shell.deps.db.select().from(shell.deps.db.tables.heldForms));
  expect(kept).not.toContain('a long note');
  const again = (await signIn(shell, agent.email)).member;
  const page = await show(shell, again, to.get('next'));
  expect(page).toMatchObject({ path: '/desk/returns/r1?x=1', again: true });
  const fields = Object.fromEntries(page.fields.map(({ name, value }) => [name, value]));
  // The form is shown again and decides nothing; what proves who somebody is was never kept.
  expect(fields).toEqual({ intent: 'edit', version: '3', 'line-l1': '1', 'note-l1': 'a long note <b>' });
  expect(page.read.map(({ name }) => name)).toEqual(['note-l1']);
});

test('it is for the same person only, and for half an hour', async () => {
  await using shell = await openShell();
  const agent = await endedAgent(shell);
  const next = (await sendLate(shell, agent, '/desk/returns/r1', typed)).get('next');
  const other = await hire(shell, 'agent', 'other');
  expect(await thrownBy(show(shell, other, next))).toMatchObject({ init: { status: 410 } });
  const again = (await signIn(shell, agent.email)).member;
  shell.passes({ minutes: 29, seconds: 50 });
  expect(await show(shell, again, next)).toMatchObject({ again: true });
  shell.passes({ seconds: 11 });
  expect(await thrownBy(show(shell, again, next))).toMatchObject({ init: { status: 410 } });
});

test('nothing is kept of a stranger, of other pages, or of what is too large; of one person three at most', async () => {
  await using shell = await openShell();
  const agent = await endedAgent(shell);
  const { db } = shell.deps;
  const stranger: Member = {
    email: '',
    cookies: new Map([['staff-last', 'bm90IHNlYWxlZCBieSB1cyBhdCBhbGwgYnV0IGxvbmc']]),
  };
  expect(lastPersonOf(ask(stranger, '/'), shell.deps)).toBeNull();
  const nothing: [Member, string, Record<string, string>][] = [
    [stranger, '/desk/returns/r1', typed],
    [agent, '/staff/security/password', { current: 'x' }],
    [agent, '/desk/returns/r1', { note: 'x'.repeat(600_000) }],
  ];
  for (const [member, path, form] of nothing)
    expect((await sendLate(shell, member, path, form)).get('ended'), path).toBe('yes');
  expect(await db.$count(db.tables.heldForms)).toBe(0);
  for (let number = 0; number < 5; number++) await sendLate(shell, agent, '/dock/RMA', { count: String(number) });
  expect(await db.$count(db.tables.heldForms)).toBe(3);
  shell.passes({ minutes: 31 });
  await sendLate(shell, agent, '/dock/RMA', { count: '9' });
  expect(await db.$count(db.tables.heldForms)).toBe(1);
});

test('of a form with photos the rest is kept', async () => {
  await using shell = await openShell();
  const agent = await endedAgent(shell);
  const body = new FormData();
  body.set('count-l1', '2');
  body.set('photos-l1', new File([new Uint8Array(2000)], 'p.jpg', { type: 'image/jpeg' }));
  const { headers } = ask(agent, '/');
  const request = new Request('http://localhost:3000/dock/RMA', { method: 'POST', headers, body });
  const answer = await thrownBy(act(routeArgs(shell.deps, request)));
  const next = new URL(answer instanceof Response ? (answer.headers.get('Location') ?? '') : '', 'http://localhost');
  const again = (await signIn(shell, agent.email)).member;
  const page = await show(shell, again, next.searchParams.get('next'));
  expect(page.fields.map(({ name, value }) => [name, value])).toEqual([['count-l1', '2']]);
  expect(page.again).toBe(false);
});
