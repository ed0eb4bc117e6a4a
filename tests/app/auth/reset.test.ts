import { expect, test } from 'vitest';
import { hashToken } from '#app/auth/token.server.ts';
import { createIds } from '#app/ids.server.ts';
import { action as forgotten } from '#app/routes/staff/forgotten.tsx';
import { loader as openLink, action as reset } from '#app/routes/staff/reset.tsx';
import { askForReset, openReset, resetPassword } from '#app/services/people/reset-password.server.ts';
import { listAudit } from '#db/audit.ts';
import { createPerson } from '#db/people.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { routeArgs, thrownBy } from '../shell/support.ts';
import { hire, openShop, PASSWORD, setUpFactor, signIn, whoIs } from './crew.ts';

const OTHER = 'eleven copper spoons sing';

const sent = (shell: Awaited<ReturnType<typeof openShop>>, email: string) => {
  const request = new Request('http://localhost:3000/staff/forgotten', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email }),
  });
  return thrownBy(forgotten(routeArgs(shell.deps, request)));
};
const locationOf = (answer: unknown) => (answer instanceof Response ? answer.headers.get('Location') : null);

test('the answer and what is written are the same whether somebody works under an address or not', async () => {
  await using shell = await openShop();
  await hire(shell, 'agent');
  const { db } = shell.deps;
  const rows = async () => [
    await db.$count(db.tables.invitations),
    await db.$count(db.tables.effects),
    await db.$count(db.tables.audit),
  ];
  const before = await rows();
  expect(locationOf(await sent(shell, 'agent@shop.example'))).toBe('/staff/forgotten?sent=yes');
  const known = await rows();
  expect(locationOf(await sent(shell, 'nobody@shop.example'))).toBe('/staff/forgotten?sent=yes');
  const unknown = await rows();
  const grown = (from: number[], to: number[]) => to.map((count, index) => count - (from[index] ?? 0));
  expect(grown(known, unknown)).toEqual(grown(before, known));
  const mails = await db.select().from(db.tables.invitations);
  expect(mails.map(({ email }) => email).toSorted()).toEqual(['agent@shop.example', null]);
});

test('a mailbox is not filled: the fourth link in a quarter of an hour is not sent, with the same answer', async () => {
  await using shell = await openShop();
  await hire(shell, 'agent');
  for (let turn = 0; turn < 6; turn += 1)
    expect(locationOf(await sent(shell, 'agent@shop.example'))).toBe('/staff/forgotten?sent=yes');
  expect(await shell.deps.db.$count(shell.deps.db.tables.invitations)).toBe(3);
});

test('a link sets the password once, ends every session, and leaves the second factor in force', async () => {
  await using shell = await openShop();
  const member = await hire(shell, 'agent');
  await setUpFactor(shell, member);
  const token = 'a-token-of-the-test';
  const link = { email: member.email, locale: 'en', tokenHash: hashToken(token), sealedToken: 'sealed' };
  await askForReset(shell.deps, link);
  const argsOf = (password?: string) => {
    const body = password === undefined ? null : new URLSearchParams({ password });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const method = body ? 'POST' : 'GET';
    const request = new Request(`http://localhost:3000/staff/reset/${token}`, {
      method,
      body,
      ...(body ? { headers } : {}),
    });
    return { ...routeArgs(shell.deps, request), params: { token } };
  };
  expect(await openLink(argsOf())).toEqual({ email: member.email });
  expect(await reset(argsOf('short'))).toMatchObject({ init: { status: 422 } });
  expect(await whoIs(shell, member)).not.toBeNull();
  expect(locationOf(await thrownBy(reset(argsOf(OTHER))))).toBe('/staff/forgotten?done=yes');
  expect(await whoIs(shell, member)).toBeNull();
  expect(await thrownBy(reset(argsOf(OTHER)))).toMatchObject({ init: { status: 410 } });
  expect((await signIn(shell, member.email, PASSWORD)).result.ok).toBe(false);
  expect((await signIn(shell, member.email, OTHER)).result).toMatchObject({ ok: true, step: 'code' });
  const acts = await listAudit(shell.deps.db, {}, 100);
  expect(acts.filter(({ act }) => act === 'person.reset')).toHaveLength(1);
});

testOnEachEngine(
  'of many at once one sets it; a link of more than an hour, and of somebody switched off, is none',
  async (db) => {
    let now = Temporal.Instant.from('2026-11-21T09:00:00Z');
    const deps = { db, clock: () => now, ids: createIds(), wake: () => undefined };
    const person = { id: 'p1', accountId: 'a1', name: 'Nadia', email: 'nadia@shop.example', role: 'agent' };
    await db.transaction((tx) => createPerson(tx, { ...person, passwordHash: 'old', at: now }));
    const ask = (tokenHash: string) =>
      askForReset(deps, { email: person.email, locale: 'en', tokenHash, sealedToken: 's' });
    await ask('one');
    const use = (tokenHash: string) => resetPassword(deps, { tokenHash, passwordHash: 'new' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => use('one')));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await ask('two');
    now = now.add({ minutes: 60 });
    expect(await openReset(deps, 'two')).toBeNull();
    expect((await use('two')).ok).toBe(false);
    await ask('three');
    const { user } = db.tables;
    await db.transaction(async (tx) => void (await tx.update(user).set({ disabledAt: new Date(0) })));
    expect((await use('three')).ok).toBe(false);
    expect((await use('unknown')).ok).toBe(false);
  },
);
