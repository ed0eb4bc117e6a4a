import { expect, test } from 'vitest';
import { sessionWords } from '#app/http/session-words.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { loader as stay } from '#app/routes/staff/stay.tsx';
import { routeArgs, thrownBy } from '../shell/support.ts';
import { ask, hire, known, openShop, setUpFactor, whoIs } from './crew.ts';

const reader = { t: translatorFor('en'), locale: 'en' } as const;

test('the end is half an hour after the last click, until the twelfth hour ends it in any case', async () => {
  await using shell = await openShop();
  const member = await hire(shell, 'agent');
  const { deps } = shell;
  const staff = await known(shell, member);
  const words = await sessionWords(staff, { ...reader, deps });
  expect(words?.seconds).toBeGreaterThan(29 * 60 - 5);
  expect(words?.seconds).toBeLessThanOrEqual(30 * 60);
  expect(words?.stay).toBe('Stay signed in');
  const late = { ...staff, overAt: staff.idleAt.subtract({ minutes: 5 }) };
  const final = await sessionWords(late, { ...reader, deps });
  expect(final).toMatchObject({ stay: null, endsAt: late.overAt.toString() });
  expect(final?.soon).toContain('in any case');
  expect(await sessionWords(null, { ...reader, deps })).toBeNull();
});

test('staying is one act: a script is told until when, anybody else is led back, and nobody leads elsewhere', async () => {
  await using shell = await openShop();
  const member = await hire(shell, 'agent');
  await setUpFactor(shell, member);
  const argsOf = (query: string) => routeArgs(shell.deps, ask(member, `/staff/stay${query}`));
  const told = await stay(argsOf('?as=json'));
  expect(await (told instanceof Response ? told.json() : null)).toMatchObject({ seconds: expect.any(Number) });
  const leads = async (next: string) => {
    const answer = await thrownBy(stay(argsOf(`?next=${encodeURIComponent(next)}`)));
    return answer instanceof Response ? answer.headers.get('Location') : null;
  };
  expect(await leads('/desk?view=paying')).toBe('/desk?view=paying');
  expect(await leads('//evil.example')).toBe('/staff');
  expect(await whoIs(shell, member)).not.toBeNull();
  const nobody = await thrownBy(stay(routeArgs(shell.deps, new Request('http://localhost:3000/staff/stay?as=json'))));
  expect(nobody instanceof Response && nobody.status).toBe(303);
});
