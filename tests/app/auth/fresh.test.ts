import { expect, test } from 'vitest';
import { receive, rowOf, type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';
import { totpCode } from '#tests/support/totp.ts';
import { action as desk } from '../../../app/routes/desk/return.tsx';
import { openShell, routeArgs, type Shell } from '../shell/support.ts';
import { ask, hire, type Member, openShop, PASSWORD, setUpFactor } from './crew.ts';

async function received(shell: Shell, unitPrice: number): Promise<SentReturn> {
  const sent = await sendReturn(shell.deps.db, [{ id: 'a', unitPrice, quantity: 1 }]);
  await receive(sent);
  return sent;
}

/** Presses a button of the desk's form about that return, and says what came of it. */
async function press(shell: Shell, member: Member, sent: SentReturn, intent: string, proof?: string) {
  const { version } = await rowOf(sent);
  const id = sent.line.id;
  const line = { [`line-${id}`]: '1', [`choice-${id}`]: 'accept', [`quantity-${id}`]: '1' };
  const form = { intent, version: String(version), ...line, ...(proof === undefined ? {} : { proof }) };
  const args = routeArgs(shell.deps, ask(member, `/desk/returns/${sent.returnId}`, form));
  const answer: unknown = await desk({ ...args, params: { id: sent.returnId } }).catch((error: unknown) => error);
  if (answer instanceof Response) return { to: answer.headers.get('Location') };
  if (answer instanceof Error) throw answer;
  return answer;
}

const wants = (kind: string, problem: string | null, status: number) => ({
  data: { preview: { proof: { kind, problem } }, problems: problem ? [{ field: 'proof' }] : [] },
  init: { status },
});
const DECIDED = { to: expect.stringMatching(/done=decided$/) };

test('above the limit the desk asks once more who it is, and keeps what was typed', async () => {
  await using shell = await openShop();
  const agent = await hire(shell, 'agent');
  const { secret } = await setUpFactor(shell, agent);
  const sent = await received(shell, 60_000);
  shell.passes({ minutes: 6 });
  expect(await press(shell, agent, sent, 'preview')).toMatchObject(wants('code', null, 200));
  expect(await press(shell, agent, sent, 'decide')).toMatchObject(wants('code', 'missing', 422));
  const wrong = await press(shell, agent, sent, 'decide', totpCode(secret, 50));
  expect(wrong).toMatchObject(wants('code', 'wrong', 422));
  expect(wrong).toMatchObject({ data: { typed: { [sent.line.id]: { choice: 'accept', quantity: '1' } } } });
  // The password is no second factor.
  expect(await press(shell, agent, sent, 'decide', PASSWORD)).toMatchObject(wants('code', 'wrong', 422));
  expect((await rowOf(sent)).decidedAt).toBeNull();
  expect(JSON.stringify(wrong)).not.toContain(totpCode(secret, 50));
  expect(await press(shell, agent, sent, 'decide', totpCode(secret, 1))).toEqual(DECIDED);
});

test('a proof counts for five minutes, one code for one of them', async () => {
  await using shell = await openShop();
  const agent = await hire(shell, 'agent');
  const { secret } = await setUpFactor(shell, agent);
  const sent = await received(shell, 60_000);
  shell.passes({ minutes: 6 });
  const code = totpCode(secret, 1);
  // Proved for a version that is gone: nothing is decided, and the proof stands.
  const stale = { ...sent, line: { ...sent.line, id: 'another' } };
  expect(await press(shell, agent, stale, 'decide', code)).toMatchObject({ init: { status: 422 } });
  expect(await press(shell, agent, sent, 'preview')).toMatchObject(wants('code', null, 200));
  expect(await press(shell, agent, sent, 'decide', code)).toEqual(DECIDED);
});

test.each([
  ['up to the limit nothing is asked', 40_000, { minutes: 6 }, 'decided'],
  ['within five minutes of the sign-in nothing is asked', 60_000, { minutes: 4, seconds: 30 }, 'decided'],
  ['later it is', 60_000, { minutes: 5, seconds: 1 }, 'asked'],
] as const)('%s', async (_, price, passed, expected) => {
  await using shell = await openShell();
  const agent = await hire(shell, 'agent');
  const sent = await received(shell, price);
  shell.passes(passed);
  const answer = await press(shell, agent, sent, 'decide');
  if (expected === 'decided') expect(answer).toEqual(DECIDED);
  else expect(answer).toMatchObject(wants('password', 'missing', 422));
});

test('without a second factor, in development, the password does', async () => {
  await using shell = await openShell();
  const agent = await hire(shell, 'agent');
  const sent = await received(shell, 60_000);
  shell.passes({ minutes: 6 });
  expect(await press(shell, agent, sent, 'decide', 'not my password')).toMatchObject(
    wants('password', 'password', 422),
  );
  expect(await press(shell, agent, sent, 'decide', PASSWORD)).toEqual(DECIDED);
});

test('a limit of one’s own counts', async () => {
  await using shell = await openShell({ STEP_UP_LIMITS: 'EUR:1000, USD:5' });
  const agent = await hire(shell, 'agent');
  const sent = await received(shell, 2000);
  shell.passes({ minutes: 6 });
  expect(await press(shell, agent, sent, 'decide')).toMatchObject(wants('password', 'missing', 422));
});
