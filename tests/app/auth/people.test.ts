import { expect, test } from 'vitest';
import { makeStaff } from '#app/auth/make-staff.server.ts';
import { allow } from '#app/http.server.ts';
import { changeAccount, type PersonChange } from '#app/services/people/change-person.server.ts';
import { endOtherSessions, endOwnSession } from '#app/services/people/own-account.server.ts';
import { viewPerson } from '#app/services/people/view-people.server.ts';
import { listAudit, verifyAudit } from '#db/audit.ts';
import { countAdmins, createPerson, findPersonByEmail } from '#db/people.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { openShell, routeArgs, type Shell, thrownBy } from '../shell/support.ts';
import { ask, hire, known, PASSWORD, setUpFactor, signIn, whoIs } from './crew.ts';

const change = (shell: Shell, staffId: string, personId: string, what: PersonChange) =>
  changeAccount(shell.deps, { staffId, personId, change: what }).then((done) => (done.ok ? 'done' : done.refusal.code));

const acts = async (shell: Shell) =>
  (await listAudit(shell.deps.db, {}, 20)).map(({ actor, act, before, after }) => ({ actor, act, before, after }));

test('another role ends the sessions at once, and the next one has it', async () => {
  await using shell = await openShell();
  const admin = await known(shell, await hire(shell, 'admin'));
  const agent = await hire(shell, 'agent');
  const { id } = await known(shell, agent);
  expect(await change(shell, admin.id, id, { kind: 'role', role: 'finance' })).toBe('done');
  expect(await whoIs(shell, agent)).toBeNull();
  const again = (await signIn(shell, agent.email)).member;
  expect(await whoIs(shell, again)).toMatchObject({ role: 'finance' });
  expect(await acts(shell)).toEqual([
    { actor: `staff:${admin.id}`, act: 'person.role', before: { role: 'agent' }, after: { role: 'finance' } },
  ]);
  expect(await verifyAudit(shell.deps.db)).toMatchObject({ ok: true, entries: 1 });
});

test('switched off: out at once, no way in, nothing of it shown to who tries; and on again', async () => {
  await using shell = await openShell();
  const admin = await known(shell, await hire(shell, 'admin'));
  const agent = await hire(shell, 'agent');
  const { id } = await known(shell, agent);
  expect(await change(shell, admin.id, id, { kind: 'off' })).toBe('done');
  expect(await whoIs(shell, agent)).toBeNull();
  const refused = await signIn(shell, agent.email);
  expect(refused.result).toEqual({ ok: false, refusal: { code: 'sign-in.wrong' } });
  expect(await shell.deps.db.$count(shell.deps.db.tables.session)).toBe(1);
  expect(await change(shell, admin.id, id, { kind: 'off' })).toBe('person.unchanged');
  expect(await change(shell, admin.id, id, { kind: 'on' })).toBe('done');
  expect((await signIn(shell, agent.email)).result).toMatchObject({ ok: true });
});

test('an account switched off under a running session does nothing, even if the session were left', async () => {
  await using shell = await openShell();
  const agent = await hire(shell, 'agent');
  const { db } = shell.deps;
  const disabledAt = new Date();
  await db.transaction(async (tx) => {
    await tx.update(tx.tables.user).set({ disabledAt });
  });
  expect(await whoIs(shell, agent)).toBeNull();
  const answer = await thrownBy(allow('desk.read', () => 'reached')(routeArgs(shell.deps, ask(agent, '/desk'))));
  expect(answer instanceof Response && answer.headers.get('Location')).toContain('/staff/sign-in');
});

test('the last administrator stays one, and on; with a second one either may go', async () => {
  await using shell = await openShell();
  const first = await hire(shell, 'admin', 'first');
  const { id } = await known(shell, first);
  expect(await change(shell, id, id, { kind: 'role', role: 'auditor' })).toBe('person.last-admin');
  expect(await change(shell, id, id, { kind: 'off' })).toBe('person.last-admin');
  // Nothing of it stands: neither the role, nor the end of the session, nor the act.
  expect(await whoIs(shell, first)).toMatchObject({ role: 'admin' });
  expect(await acts(shell)).toEqual([]);
  const second = await known(shell, await hire(shell, 'admin', 'second'));
  expect(await change(shell, id, second.id, { kind: 'off' })).toBe('done');
  // One who is switched off does not count.
  expect(await change(shell, id, id, { kind: 'off' })).toBe('person.last-admin');
  expect(await change(shell, id, second.id, { kind: 'on' })).toBe('done');
  expect(await change(shell, second.id, id, { kind: 'role', role: 'agent' })).toBe('done');
});

test.each<[string, PersonChange]>([
  ['lost the role', { kind: 'role', role: 'agent' }],
  ['was switched off', { kind: 'off' }],
])('an administrator who %s in between changes nothing any more', async (_, what) => {
  await using shell = await openShell();
  const first = await known(shell, await hire(shell, 'admin', 'first'));
  const second = await known(shell, await hire(shell, 'admin', 'second'));
  const agent = await known(shell, await hire(shell, 'agent'));
  expect(await change(shell, first.id, second.id, what)).toBe('done');
  for (const attempt of [{ kind: 'off' }, { kind: 'sessions' }, { kind: 'role', role: 'admin' }] as const)
    expect(await change(shell, second.id, agent.id, attempt)).toBe('person.forbidden');
});

testOnEachEngine('two administrators who switch each other off at once: one of them stays', async (db) => {
  const at = Temporal.Instant.from('2026-05-01T10:00:00Z');
  const passwordHash = 'hash';
  await db.transaction(async (tx) => {
    for (const id of ['a', 'b'])
      await createPerson(tx, {
        id,
        accountId: id,
        name: id,
        email: `${id}@x.example`,
        role: 'admin',
        passwordHash,
        at,
      });
  });
  let count = 0;
  const ids = { next: () => `id-${count++}`, random: () => new Uint8Array(16), digits: () => '0' };
  const deps = { db, clock: () => at, ids, wake: () => undefined };
  const off = { kind: 'off' } as const;
  const done = await Promise.all([
    changeAccount(deps, { staffId: 'a', personId: 'b', change: off }),
    changeAccount(deps, { staffId: 'b', personId: 'a', change: off }),
  ]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await countAdmins(db)).toBe(1);
  expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 1 });
});

test('resetting a second factor ends the sessions and asks for a new one; not for oneself', async () => {
  await using shell = await openShell();
  const boss = await hire(shell, 'admin');
  await setUpFactor(shell, boss);
  const admin = await known(shell, boss);
  const agent = await hire(shell, 'agent');
  await setUpFactor(shell, agent);
  const { id } = await known(shell, agent);
  expect(await change(shell, admin.id, admin.id, { kind: 'factor-reset' })).toBe('person.oneself');
  expect(await change(shell, admin.id, id, { kind: 'factor-reset' })).toBe('done');
  expect(await whoIs(shell, agent)).toBeNull();
  const { member, result } = await signIn(shell, agent.email);
  expect(result).toMatchObject({ ok: true, step: 'done' });
  expect(await whoIs(shell, member)).toMatchObject({ secondFactor: false });
  expect(await change(shell, admin.id, id, { kind: 'factor-reset' })).toBe('person.unchanged');
});

test('devices: named by family, the others ended one by one or all, never somebody else’s', async () => {
  await using shell = await openShell();
  const laptop = await hire(shell, 'agent');
  const phone = (await signIn(shell, laptop.email)).member;
  const dock = await hire(shell, 'warehouse');
  const here = await known(shell, laptop);
  const [there, foreign] = [await known(shell, phone), await known(shell, dock)];
  const view = await viewPerson(shell.deps, here.id);
  expect(view?.sessions.map(({ userAgent }) => userAgent)).toEqual(['Firefox/1 Linux', 'Firefox/1 Linux']);
  const own = { staffId: here.id, sessionId: here.sessionId };
  const gone = { ok: false, refusal: { code: 'session.not-found' } };
  expect(await endOwnSession(shell.deps, own, foreign.sessionId)).toEqual(gone);
  expect(await endOwnSession(shell.deps, own, here.sessionId)).toEqual(gone);
  expect(await endOwnSession(shell.deps, own, there.sessionId)).toEqual({ ok: true });
  expect(await whoIs(shell, phone)).toBeNull();
  const tablet = (await signIn(shell, laptop.email)).member;
  await endOtherSessions(shell.deps, own);
  expect(await whoIs(shell, tablet)).toBeNull();
  expect(await whoIs(shell, laptop)).not.toBeNull();
  expect(await whoIs(shell, dock)).not.toBeNull();
});

test('an account made by the command is one of these people', async () => {
  await using shell = await openShell();
  await makeStaff(shell.deps, { email: 'm@shop.example', name: 'M', role: 'admin', password: PASSWORD });
  expect(await findPersonByEmail(shell.deps.db, 'm@shop.example')).toMatchObject({ role: 'admin', disabledAt: null });
});
