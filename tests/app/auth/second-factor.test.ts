import { expect, test } from 'vitest';
import { finishSignIn, proveCode, renewRecoveryCodes } from '#app/auth/second-factor.server.ts';
import { allow } from '#app/http.server.ts';
import { totpCode } from '#tests/support/totp.ts';
import { routeArgs, type Shell, thrownBy } from '../shell/support.ts';
import { ask, hire, keepCookies, known, type Member, openShop, PASSWORD, setUpFactor, signIn, whoIs } from './crew.ts';

async function secondStep(shell: Shell, member: Member, code: string) {
  const set: string[] = [];
  const finished = await finishSignIn(ask(member, '/staff/sign-in/code'), code, shell.deps, (header) =>
    set.push(header),
  );
  keepCookies(member, set);
  return finished.ok ? 'in' : finished.refusal.code;
}

test('outside development nobody works without a second factor, and everybody may set one up', async () => {
  await using shell = await openShop();
  const agent = await hire(shell, 'agent');
  const desk = allow('desk.decide', () => 'reached');
  const own = allow('staff.self', () => 'reached');
  const answer = await thrownBy(desk(routeArgs(shell.deps, ask(agent, '/desk?page=2'))));
  expect(answer instanceof Response && answer.headers.get('Location')).toBe(
    '/staff/security/factor?next=%2Fdesk%3Fpage%3D2',
  );
  expect(await own(routeArgs(shell.deps, ask(agent, '/staff/security')))).toBe('reached');
  // What is not theirs is refused before they are asked to set anything up.
  const people = allow('staff.manage', () => 'reached');
  expect(await thrownBy(people(routeArgs(shell.deps, ask(agent, '/people'))))).toMatchObject({ init: { status: 403 } });
  await setUpFactor(shell, agent);
  expect(await desk(routeArgs(shell.deps, ask(agent, '/desk')))).toBe('reached');
});

test('in development the demonstration works without one', async () => {
  await using shell = await openShop({ RETOUR_MODE: 'development' });
  const agent = await hire(shell, 'agent');
  expect(await allow('desk.decide', () => 'reached')(routeArgs(shell.deps, ask(agent, '/desk')))).toBe('reached');
});

test('with a second factor the password alone opens nothing', async () => {
  await using shell = await openShop();
  const { secret } = await setUpFactor(shell, await hire(shell, 'agent'));
  const { member, result } = await signIn(shell, 'agent@shop.example');
  expect(result).toEqual({ ok: true, role: null, step: 'code' });
  expect(await whoIs(shell, member)).toBeNull();
  expect([...member.cookies.keys()]).toEqual(['staff-step']);
  expect(await secondStep(shell, member, 'nonsense')).toBe('factor.wrong');
  const code = totpCode(secret, 1);
  expect(await secondStep(shell, member, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe('in');
  expect(await whoIs(shell, member)).toMatchObject({ role: 'agent', secondFactor: true });
});

test('a code counts once, also in another browser', async () => {
  await using shell = await openShop();
  const { secret } = await setUpFactor(shell, await hire(shell, 'agent'));
  const first = (await signIn(shell, 'agent@shop.example')).member;
  const second = (await signIn(shell, 'agent@shop.example')).member;
  const code = totpCode(secret, 1);
  expect(await secondStep(shell, first, code)).toBe('in');
  expect(await secondStep(shell, second, code)).toBe('factor.wrong');
  expect(await whoIs(shell, second)).toBeNull();
  expect(await proveCode(ask(first, '/'), await known(shell, first), code, shell.deps)).toMatchObject({ ok: false });
  expect(await shell.deps.db.$count(shell.deps.db.tables.session)).toBe(2);
});

test('five wrong codes end the attempt, also for the right one', async () => {
  await using shell = await openShop();
  const { secret } = await setUpFactor(shell, await hire(shell, 'agent'));
  const { member } = await signIn(shell, 'agent@shop.example');
  const wrong = totpCode(secret, 50);
  const codes: string[] = [];
  for (let number = 0; number < 5; number++) codes.push(await secondStep(shell, member, wrong));
  expect(codes).toEqual(Array(5).fill('factor.wrong'));
  expect(await secondStep(shell, member, totpCode(secret, 1))).toBe('factor.none');
  expect(await whoIs(shell, member)).toBeNull();
});

test('ten wrong codes in a row lock the second step of the account, whoever has the password', async () => {
  await using shell = await openShop();
  const { secret, recoveryCodes } = await setUpFactor(shell, await hire(shell, 'agent'));
  for (let round = 0; round < 2; round++) {
    const { member } = await signIn(shell, 'agent@shop.example');
    for (let number = 0; number < 5; number++) await secondStep(shell, member, totpCode(secret, 50 + number));
  }
  const { member } = await signIn(shell, 'agent@shop.example');
  expect(await secondStep(shell, member, totpCode(secret, 1))).toBe('factor.locked');
  expect(await secondStep(shell, member, recoveryCodes[0] ?? '')).toBe('factor.locked');
});

test('a recovery code opens once, in whatever way it is typed; new ones end the old ones', async () => {
  await using shell = await openShop();
  const agent = await hire(shell, 'agent');
  const { recoveryCodes } = await setUpFactor(shell, agent);
  expect(recoveryCodes).toHaveLength(10);
  const [one = '', two = ''] = recoveryCodes;
  const first = (await signIn(shell, agent.email)).member;
  expect(await secondStep(shell, first, ` ${one.toUpperCase().replace('-', ' ')} `)).toBe('in');
  const second = (await signIn(shell, agent.email)).member;
  expect(await secondStep(shell, second, one)).toBe('factor.wrong');
  const renewed = await renewRecoveryCodes(ask(first, '/'), await known(shell, first), PASSWORD, shell.deps);
  expect(renewed).toMatchObject({ ok: true });
  expect(await secondStep(shell, second, two)).toBe('factor.wrong');
  expect(await secondStep(shell, second, renewed.ok ? (renewed.recoveryCodes[0] ?? '') : '')).toBe('in');
});

test('no secret and no recovery code stands readable in the database', async () => {
  await using shell = await openShop();
  const { secret, recoveryCodes } = await setUpFactor(shell, await hire(shell, 'agent'));
  const kept = JSON.stringify(await shell.deps.db.select().from(shell.deps.db.tables.twoFactor));
  for (const text of [secret.replaceAll(' ', ''), ...recoveryCodes]) expect(kept).not.toContain(text);
});

test('somebody at an open screen has ten tries in a quarter of an hour', async () => {
  await using shell = await openShop();
  const agent = await hire(shell, 'agent');
  const { secret } = await setUpFactor(shell, agent);
  const staff = await known(shell, agent);
  const prove = async (code: string) => {
    const proved = await proveCode(ask(agent, '/'), staff, code, shell.deps);
    return proved.ok ? 'proved' : proved.refusal.code;
  };
  // Two tries went into setting it up.
  const codes: string[] = [];
  for (let number = 0; number < 8; number++) codes.push(await prove(totpCode(secret, 50)));
  expect(new Set(codes)).toEqual(new Set(['factor.wrong']));
  expect(await prove(totpCode(secret, 1))).toBe('factor.too-many');
  shell.passes({ minutes: 15 });
  expect(await prove(totpCode(secret, 1))).toBe('proved');
});
