import { expect, test } from 'vitest';
import { changeAccount } from '#app/services/people/change-person.server.ts';
import { countStaff } from '#db/staff.ts';
import { loader as begin } from '../../../app/routes/staff/company.tsx';
import { loader as comeBack } from '../../../app/routes/staff/company-answer.tsx';
import { openShell, routeArgs, type Shell, testEnv } from '../shell/support.ts';
import { ask, hire, keepCookies, known, type Member, whoIs } from './crew.ts';
import { type OidcProvider, type Says, startOidcProvider } from './oidc-provider.ts';

const client = { id: 'retour', secret: 'a secret of the provider' };

async function openCompany() {
  const provider = await startOidcProvider(client);
  const shell = await openShell({
    ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
  });
  const dispose = async () => {
    await shell[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  };
  return { provider, shell, [Symbol.asyncDispose]: dispose };
}

const locationOf = (answer: unknown) => (answer instanceof Response ? answer.headers.get('Location') : null) ?? '';

/** Goes all the way in a browser; `meddle` changes what it brings back. */
async function goThrough(
  shell: Shell,
  provider: OidcProvider,
  says: Says,
  meddle?: (back: URL, member: Member) => void,
) {
  const member: Member = { email: says.email, cookies: new Map() };
  provider.says = says;
  const set: string[] = [];
  const sent = await begin(routeArgs(shell.deps, ask(member, '/staff/sign-in/company?next=/desk'), set));
  keepCookies(member, set);
  const back = await provider.visit(locationOf(sent));
  meddle?.(back, member);
  const answers: string[] = [];
  const answer = await comeBack(routeArgs(shell.deps, ask(member, back.pathname + back.search), answers));
  keepCookies(member, answers);
  return { member, to: locationOf(answer) };
}

const grace: Says = { sub: 'u1', email: 'agent@shop.example', email_verified: true };
const REFUSED = '/staff/sign-in?company=refused';

test('who has an account comes in by the company’s sign-in, in the role that it has here', async () => {
  await using world = await openCompany();
  const { shell, provider } = world;
  await hire(shell, 'agent');
  const { member, to } = await goThrough(shell, provider, grace);
  expect(to).toBe('/desk');
  expect(await whoIs(shell, member)).toMatchObject({ email: grace.email, role: 'agent' });
  // What the provider would let us do in their name is not kept.
  const accounts = await shell.deps.db.select().from(shell.deps.db.tables.account);
  expect(accounts.find(({ providerId }) => providerId === 'company')).toMatchObject({
    accessToken: null,
    idToken: null,
  });
  expect((await goThrough(shell, provider, grace)).to).toBe('/desk');
});

const strangers: [string, Partial<Says>][] = [
  ['has no account', { email: 'stranger@shop.example' }],
  ['has an address that nobody verified', { email_verified: false }],
  ['comes with a key that the provider does not publish', { foreignKey: true }],
  ['was meant for another program', { audience: 'another' }],
  ['was meant for another sign-in', { nonce: 'another' }],
];
test.each(strangers)('nobody comes in who %s, and no account is made', async (_, says) => {
  await using world = await openCompany();
  const { shell, provider } = world;
  await hire(shell, 'agent');
  const { member, to } = await goThrough(shell, provider, { ...grace, ...says });
  expect(to).toBe(REFUSED);
  expect(await whoIs(shell, member)).toBeNull();
  expect(await countStaff(shell.deps.db)).toBe(1);
});

test('an answer belongs to the browser that asked, and counts once', async () => {
  await using world = await openCompany();
  const { shell, provider } = world;
  await hire(shell, 'agent');
  const otherBrowser = await goThrough(shell, provider, grace, (_, member) => member.cookies.clear());
  expect(otherBrowser.to).toBe(REFUSED);
  const otherState = await goThrough(shell, provider, grace, (back) => back.searchParams.set('state', 'x'));
  expect(otherState.to).toBe(REFUSED);
  let address = '';
  const { member } = await goThrough(shell, provider, grace, (back) => {
    address = back.pathname + back.search;
  });
  const set: string[] = [];
  expect(locationOf(await comeBack(routeArgs(shell.deps, ask(member, address), set)))).toBe(REFUSED);
  expect(set).toEqual([]);
});

test('who is switched off does not come in by this door either', async () => {
  await using world = await openCompany();
  const { shell, provider } = world;
  const admin = await known(shell, await hire(shell, 'admin'));
  const { id } = await known(shell, await hire(shell, 'agent'));
  await changeAccount(shell.deps, { staffId: admin.id, personId: id, change: { kind: 'off' } });
  const { member, to } = await goThrough(shell, provider, grace);
  expect(to).toBe(REFUSED);
  expect(await whoIs(shell, member)).toBeNull();
});

test('without a provider there is no such door; half a configuration does not start', async () => {
  await using shell = await openShell();
  const answer = await begin(routeArgs(shell.deps, ask({ email: '', cookies: new Map() }, '/'))).catch((e) => e);
  expect(answer).toMatchObject({ init: { status: 404 } });
  expect(() => testEnv({ OIDC_ISSUER: 'https://id.shop.example' })).toThrow('OIDC_CLIENT_ID is not set');
});
