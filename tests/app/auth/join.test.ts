import { expect, test } from 'vitest';
import { firstAdminLink } from '#app/auth/first-link.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { hashToken } from '#app/auth/token.server.ts';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { handle } from '#app/effects/handlers.server.ts';
import { ONE_TIME_CODE, open } from '#app/security/seal.server.ts';
import { changeAccount } from '#app/services/people/change-person.server.ts';
import { type Invite, invitePerson, takeInvitationBack } from '#app/services/people/invite-person.server.ts';
import { type Joining, join, openInvitation } from '#app/services/people/join.server.ts';
import { listAudit } from '#db/audit.ts';
import { leaseEffects } from '#db/effects.ts';
import { seedDemo } from '#db/seed/demo.ts';
import { action as takeInvite } from '../../../app/routes/people/invite.tsx';
import { loader as showFirst, action as takeFirst } from '../../../app/routes/staff/first.tsx';
import { action as takeInvited } from '../../../app/routes/staff/invited.tsx';
import { openShell, routeArgs, type Shell, thrownBy } from '../shell/support.ts';
import { ask, hire, keepCookies, known, openShop, PASSWORD, whoIs } from './crew.ts';

const invited = (staffId: string, token = 'a token', email = 'new@shop.example'): Invite => {
  const tokenHash = hashToken(token);
  return { staffId, email, name: 'New', role: 'agent', locale: 'en', tokenHash, sealedToken: 'sealed' };
};
const joining = (token = 'a token'): Joining => {
  const tokenHash = hashToken(token);
  return { kind: 'invite', tokenHash, name: 'New', email: '', passwordHash: 'hash' };
};

async function withInvitation(): Promise<{ shell: Shell; adminId: string }> {
  const shell = await openShell();
  const { id } = await known(shell, await hire(shell, 'admin'));
  expect(await invitePerson(shell.deps, invited(id))).toMatchObject({ ok: true });
  return { shell, adminId: id };
}

test.each([
  [{ hours: 71, minutes: 59 }, true],
  [{ hours: 72, seconds: 1 }, false],
])('an invitation counts for 72 hours: after %j %s', async (passed, counts) => {
  const { shell } = await withInvitation();
  await using _ = shell;
  shell.passes(passed);
  expect((await openInvitation(shell.deps, 'invite', hashToken('a token'))) !== null).toBe(counts);
  expect((await join(shell.deps, joining())).ok).toBe(counts);
});

test('a link counts once; of many at once one gets the account, in the role of the invitation', async () => {
  const { shell, adminId } = await withInvitation();
  await using _ = shell;
  const joined = await Promise.all(Array.from({ length: 5 }, () => join(shell.deps, joining())));
  expect(joined.filter(({ ok }) => ok)).toEqual([{ ok: true, email: 'new@shop.example' }]);
  expect(await openInvitation(shell.deps, 'invite', hashToken('a token'))).toBeNull();
  const [act] = await listAudit(shell.deps.db, { act: 'person.join' }, 5);
  expect(act).toMatchObject({ after: { role: 'agent', invitedBy: `staff:${adminId}` } });
});

test('a newer invitation, one taken back, or an account meanwhile ends an older link; a wrong one is none', async () => {
  const { shell, adminId } = await withInvitation();
  await using _ = shell;
  const spent = { ok: false, refusal: { code: 'invitation.spent' } };
  const second = await invitePerson(shell.deps, invited(adminId, 'second'));
  expect(await join(shell.deps, joining())).toEqual(spent);
  expect(await join(shell.deps, joining('nothing'))).toEqual(spent);
  expect(await join(shell.deps, { ...joining('second'), kind: 'first' })).toEqual(spent);
  const back = { staffId: adminId, invitationId: second.ok ? second.invitationId : '' };
  expect(await takeInvitationBack(shell.deps, back)).toEqual({ ok: true });
  expect(await takeInvitationBack(shell.deps, back)).toMatchObject({ ok: false });
  expect(await join(shell.deps, joining('second'))).toEqual(spent);
  await hire(shell, 'agent', 'new');
  expect(await invitePerson(shell.deps, invited(adminId))).toMatchObject({ refusal: { code: 'person.exists' } });
});

test('who is no administrator any more invites nobody', async () => {
  const { shell, adminId } = await withInvitation();
  await using _ = shell;
  const { id } = await known(shell, await hire(shell, 'admin', 'other'));
  await changeAccount(shell.deps, { staffId: id, personId: adminId, change: { kind: 'role', role: 'agent' } });
  const answer = await invitePerson(shell.deps, invited(adminId, 'x', 'x@shop.example'));
  expect(answer).toMatchObject({ refusal: { code: 'person.forbidden' } });
});

test('invited by the page: the link goes out by mail, sealed on its way, and leads to an account', async () => {
  await using shell = await openShell();
  await seedDemo(shell.deps.db, { now: shell.deps.clock() });
  const admin = await hire(shell, 'admin');
  const form = { name: 'Nadia', email: 'Nadia@Shop.example', role: 'finance', locale: 'de' };
  const sent = await thrownBy(takeInvite(routeArgs(shell.deps, ask(admin, '/people/invite', form))));
  expect(sent instanceof Response && sent.headers.get('Location')).toBe('/people?done=invited');
  const mails: { to: string; subject: string; text: string }[] = [];
  const secret = sessionSecret(shell.deps.env);
  const mailer = {
    keepsMail: false,
    send: async (mail: (typeof mails)[number]) => {
      mails.push(mail);
      return { kind: 'sent' };
    },
  };
  const effectDeps = {
    ...{ ...shell.deps, gateways: { mailer }, appUrl: 'http://localhost:3000' },
    unseal: (sealed: string) => open(sealed, secret, ONE_TIME_CODE),
  } as unknown as EffectDeps;
  const leaseFor = Temporal.Duration.from({ minutes: 1 });
  const kinds = ['invitation-mail'] as const;
  const [leased] = await leaseEffects(shell.deps.db, {
    owner: 'w',
    now: shell.deps.clock(),
    leaseFor,
    limit: 5,
    kinds,
  });
  if (!leased) throw new Error('no mail is on its way');
  expect(await handle(effectDeps, leased)).toEqual({ kind: 'done' });
  expect(mails).toMatchObject([{ to: 'nadia@shop.example', subject: expect.stringMatching(/^Ihr Konto/) }]);
  const token = /\/staff\/invited\/([\w-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
  expect(JSON.stringify(await shell.deps.db.select().from(shell.deps.db.tables.effects))).not.toContain(token);
  expect(JSON.stringify(await shell.deps.db.select().from(shell.deps.db.tables.mails))).not.toContain(token);

  const member = { email: 'nadia@shop.example', cookies: new Map<string, string>() };
  const args = (password: string, set: string[] = []) => ({
    ...routeArgs(shell.deps, ask(member, `/staff/invited/${token}`, { name: 'Nadia', password }), set),
    params: { token },
  });
  expect(await takeInvited(args('nadia nadia nadia'))).toMatchObject({ init: { status: 422 } });
  const set: string[] = [];
  const joined = await thrownBy(takeInvited(args(PASSWORD, set)));
  expect(joined instanceof Response && joined.headers.get('Location')).toBe('/staff/security/factor');
  keepCookies(member, set);
  expect(await whoIs(shell, member)).toMatchObject({ name: 'Nadia', role: 'finance' });
  expect(await thrownBy(takeInvited(args(PASSWORD)))).toMatchObject({ init: { status: 410 } });
});

test('the first administrator: one link, an hour, once; none in development, and none where somebody works', async () => {
  await using demo = await openShell();
  expect(await firstAdminLink(demo.deps)).toBeNull();
  await using shell = await openShop();
  const link = await firstAdminLink(shell.deps);
  const other = await firstAdminLink(shell.deps);
  const argsOf = (address: string | null, form?: Record<string, string>, set: string[] = []) => {
    const path = new URL(address ?? '').pathname;
    const member = { email: '', cookies: new Map<string, string>() };
    return { ...routeArgs(shell.deps, ask(member, path, form), set), params: { token: path.split('/').at(-1) ?? '' } };
  };
  expect(link).toMatch(/^http:\/\/localhost:3000\/staff\/first\/[\w-]{22}$/);
  expect(await showFirst(argsOf(link))).toEqual({ email: null, name: '', role: 'admin' });
  const form = { name: 'Ada', email: 'Ada@shop.example', password: PASSWORD };
  expect(await takeFirst(argsOf(link, { ...form, email: 'nobody' }))).toMatchObject({ init: { status: 422 } });
  const set: string[] = [];
  expect(await thrownBy(takeFirst(argsOf(link, form, set)))).toBeInstanceOf(Response);
  const ada = { email: 'ada@shop.example', cookies: new Map<string, string>() };
  keepCookies(ada, set);
  expect(await whoIs(shell, ada)).toMatchObject({ role: 'admin', secondFactor: false });
  for (const spent of [link, other])
    expect(await thrownBy(showFirst(argsOf(spent)))).toMatchObject({ init: { status: 410 } });
  expect(await firstAdminLink(shell.deps)).toBeNull();
});

test.each([
  [{ minutes: 59 }, true],
  [{ minutes: 60, seconds: 1 }, false],
])('the first link after %j: %s', async (passed, counts) => {
  await using shell = await openShop();
  const token = new URL((await firstAdminLink(shell.deps)) ?? '').pathname.split('/').at(-1) ?? '';
  shell.passes(passed);
  const input = {
    kind: 'first',
    tokenHash: hashToken(token),
    name: 'A',
    email: 'a@b.example',
    passwordHash: 'h',
  } as const;
  expect((await join(shell.deps, input)).ok).toBe(counts);
});

test('two first links used at once make one administrator', async () => {
  await using shell = await openShop();
  const links = [await firstAdminLink(shell.deps), await firstAdminLink(shell.deps)];
  const joined = await Promise.all(
    links.map((link, index) => {
      const tokenHash = hashToken(new URL(link ?? '').pathname.split('/').at(-1) ?? '');
      const email = `${index}@b.example`;
      return join(shell.deps, { kind: 'first', tokenHash, name: 'A', email, passwordHash: 'h' });
    }),
  );
  expect(joined.filter(({ ok }) => ok)).toHaveLength(1);
});
