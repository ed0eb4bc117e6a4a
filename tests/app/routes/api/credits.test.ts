import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { DEMO_SHOP_KEY, readEnv } from '#app/env.server.ts';
import { shopKeyOf } from '#app/http/shop-key.server.ts';
import { action as change, loader as look } from '#app/routes/api/credit.tsx';
import { action as redeem, loader as redemptions } from '#app/routes/api/credit-redemptions.tsx';
import { action as reverse } from '#app/routes/api/credit-reversal.tsx';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { UNKNOWN_BY_KEY, UNKNOWN_BY_NETWORK } from '#app/services/find-credit.server.ts';
import { issueCredit } from '#app/services/issue-credit.server.ts';
import { listCreditsOfReturn } from '#db/credits.ts';
import { makeCreditCode } from '#machines/credit/index.ts';
import { BONUS, oweCredit } from '#tests/app/services/credit/arrange.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { openShell, routeArgs, thrownBy } from '#tests/app/shell/support.ts';

const KEY = 'k'.repeat(32);
const document: unknown = JSON.parse(
  readFileSync(new URL('../../../../public/schemas/store-credit-api.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'api', ...(document as object) });
const validator = (name: string) => ajv.compile({ $ref: `api#/components/schemas/${name}` });
const fits = { Credit: validator('Credit'), Redemption: validator('Redemption'), Problem: validator('Problem') };

/** The three addresses with a key, on a shop with one credit of 50.49. */
async function openApi(variables: Record<string, string> = {}) {
  const shell = await openShell({ SHOP_API_KEYS: KEY, ...variables });
  const { deps } = shell;
  const credits = { vault: creditVault(deps.env), validity: 'law' as const };
  const shop = { ...(await openShop(deps.db, BONUS)), credits };
  const owed = await oweCredit(shop);
  for (const payoutId of owed.payoutIds) await issueCredit(shop, { payoutId });
  const [credit] = await listCreditsOfReturn(deps.db, owed.returnId);
  const code = credits.vault.open(credit?.codeSealed ?? '') ?? '';
  const call =
    (handler: typeof look | typeof redeem) =>
    async (path: string, init: RequestInit = {}, key = KEY) => {
      const headers = { Authorization: `Bearer ${key}`, ...init.headers };
      const request = new Request(`http://localhost${path}`, { ...init, headers });
      const [, , , named = '', , requestKey] = path.split('/');
      const args = { ...routeArgs(deps, request), params: { code: named, requestKey } };
      const answer = await handler(args).catch((thrown: unknown) => thrown);
      if (!(answer instanceof Response)) throw answer;
      const body: unknown = await answer.json();
      return { status: answer.status, body, headers: answer.headers };
    };
  const json = (body: unknown) => ({
    ...{ method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) },
    headers: { 'Content-Type': 'application/json' },
  });
  return { shell, code, look: call(look), redeem: call(redeem), reverse: call(reverse), change: call(change), json };
}

const WISH = { requestKey: 'order-1042', amount: 2500, currency: 'EUR', orderRef: '1042' };

test('a credit is looked at, spent and given back, and every answer fits the description', async () => {
  const api = await openApi();
  await using _ = api.shell;
  const path = `/api/credits/${api.code.toLowerCase()}`;
  const seen = await api.look(path);
  expect(seen).toMatchObject({ status: 200, body: { state: 'open', balance: 5049, currency: 'EUR' } });
  expect(fits.Credit(seen.body), JSON.stringify(fits.Credit.errors)).toBe(true);
  expect(seen.headers.get('Cache-Control')).toBe('no-store');

  const first = await api.redeem(`${path}/redemptions`, api.json(WISH));
  const again = await api.redeem(`${path}/redemptions`, api.json(WISH));
  expect(first).toMatchObject({ status: 200, body: { ...WISH, reversedAt: null } });
  expect(again.body).toEqual(first.body);
  expect(fits.Redemption(first.body), JSON.stringify(fits.Redemption.errors)).toBe(true);
  expect(await api.redeem(`${path}/redemptions`, api.json({ ...WISH, amount: 1 }))).toMatchObject({
    ...{ status: 409, body: { code: 'redemption.conflict' } },
  });
  const more = await api.redeem(`${path}/redemptions`, api.json({ ...WISH, requestKey: 'more', amount: 2550 }));
  expect(more).toMatchObject({ status: 422, body: { code: 'credit.not-enough', balance: 2549 } });
  expect(fits.Problem(more.body)).toBe(true);

  const back = await api.reverse(`${path}/redemptions/order-1042/reversal`, { method: 'POST' });
  expect(back.body).toMatchObject({ ...WISH, reversedAt: expect.any(String) });
  expect((await api.reverse(`${path}/redemptions/order-1042/reversal`, { method: 'POST' })).body).toEqual(back.body);
  expect((await api.look(path)).body).toMatchObject({ balance: 5049 });
  expect(JSON.stringify(api.shell.lines)).not.toContain(api.code);
});

test('without a key of the shop nothing is answered', async () => {
  const api = await openApi();
  await using _ = api.shell;
  const path = `/api/credits/${api.code}`;
  for (const key of ['', 'x'.repeat(32), `${KEY}x`, KEY.slice(1), DEMO_SHOP_KEY]) {
    for (const answer of [
      await api.look(path, {}, key),
      await api.change(path, { method: 'DELETE' }, key),
      await api.redeem(`${path}/redemptions`, api.json(WISH), key),
      await api.reverse(`${path}/redemptions/order-1042/reversal`, { method: 'POST' }, key),
    ]) {
      expect(answer.status, key).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(fits.Problem(answer.body)).toBe(true);
    }
  }
  const bare = new Request(`http://localhost${path}`);
  expect(await thrownBy(look(routeArgs(api.shell.deps, bare)))).toMatchObject({ status: 401 });
});

test('the key of the demonstration works in development alone, and only where no other is set', () => {
  const bearer = (key: string) => `Bearer ${key}`;
  const development = { RETOUR_MODE: 'development', SHOP_API_KEYS: [] } as const;
  const of = (key: string, env: Parameters<typeof shopKeyOf>[1]) => shopKeyOf(bearer(key), env).ok;
  expect(of(DEMO_SHOP_KEY, development)).toBe(true);
  expect(of(DEMO_SHOP_KEY, { ...development, SHOP_API_KEYS: [KEY] })).toBe(false);
  expect(of(DEMO_SHOP_KEY, { ...development, RETOUR_MODE: 'production' })).toBe(false);
  expect(of(KEY, { RETOUR_MODE: 'production', SHOP_API_KEYS: ['o'.repeat(32), KEY] })).toBe(true);
  expect(shopKeyOf(null, development)).toEqual({ ok: false, code: 'auth.missing' });
  expect(shopKeyOf(`Basic ${DEMO_SHOP_KEY}`, development)).toEqual({ ok: false, code: 'auth.missing' });
  const refused = readEnv({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true', SHOP_API_KEYS: DEMO_SHOP_KEY });
  expect(refused).toMatchObject({ ok: false, problems: [expect.stringMatching(/^SHOP_API_KEYS /)] });
});

const REFUSED: readonly [name: string, body: unknown, status: number, code: string][] = [
  ['no JSON', '{', 400, 'body.malformed'],
  ['too much', JSON.stringify({ ...WISH, orderRef: 'x'.repeat(5000) }), 413, 'body.too-large'],
  ['nothing', {}, 422, 'body.invalid'],
  ['nothing taken', { ...WISH, amount: 0 }, 422, 'body.invalid'],
  ['a negative amount', { ...WISH, amount: -5 }, 422, 'body.invalid'],
  ['half a cent', { ...WISH, amount: 0.5 }, 422, 'body.invalid'],
  ['an amount as text', { ...WISH, amount: '2500' }, 422, 'body.invalid'],
  ['no currency', { ...WISH, currency: 'EURO' }, 422, 'body.invalid'],
  ['a name with a colon', { ...WISH, requestKey: 'reversal:a' }, 422, 'body.invalid'],
  ['more than asked for', { ...WISH, note: 'x' }, 422, 'body.invalid'],
  ['another currency', { ...WISH, currency: 'USD' }, 422, 'credit.other-currency'],
];

test('what does not fit is refused in JSON, and takes nothing', async () => {
  const api = await openApi();
  await using _ = api.shell;
  for (const [name, body, status, code] of REFUSED) {
    const answer = await api.redeem(`/api/credits/${api.code}/redemptions`, api.json(body));
    expect(answer, name).toMatchObject({ status, body: { code } });
    expect(fits.Problem(answer.body), name).toBe(true);
  }
  expect((await api.look(`/api/credits/${api.code}`)).body).toMatchObject({ balance: 5049 });
});

test('another method, another type, another name are told apart', async () => {
  const api = await openApi();
  await using _ = api.shell;
  const path = `/api/credits/${api.code}`;
  const { body } = api.json(WISH);
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  expect(await api.redeem(`${path}/redemptions`, { method: 'POST', body, headers: form })).toMatchObject({
    status: 415,
  });
  expect(await api.redeem(`${path}/redemptions`, { method: 'PUT', body })).toMatchObject({ status: 405 });
  const got = await redemptions(
    routeArgs(
      api.shell.deps,
      new Request(`http://localhost${path}/redemptions`, { headers: { Authorization: `Bearer ${KEY}` } }),
    ),
  );
  expect(got.headers.get('Allow')).toBe('POST');
  const reversal = (name: string) => api.reverse(`${path}/redemptions/${name}/reversal`, { method: 'POST' });
  expect(await reversal('none')).toMatchObject({ status: 404, body: { code: 'redemption.not-found' } });
  expect(await reversal('a:b')).toMatchObject({ status: 422, body: { code: 'path.invalid' } });
});

test('whoever tries codes is told nothing more after a while, not even of one that is', async () => {
  const api = await openApi({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true' });
  await using _ = api.shell;
  const none = (index: number) =>
    makeCreditCode([...Array.from({ length: 12 }, () => 0), index % 31, Math.floor(index / 31) % 31, 7]);
  const unknown = await api.look(`/api/credits/${none(0)}`);
  // What cannot be a code is answered alike, and is not counted.
  for (const typed of ['nothing', 'A'.repeat(16)])
    expect(await api.look(`/api/credits/${typed}`)).toEqual({ ...unknown, headers: expect.anything() });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'credit.not-found' } });
  for (let tried = 1; tried < UNKNOWN_BY_NETWORK; tried += 1) await api.look(`/api/credits/${none(tried)}`);
  expect(UNKNOWN_BY_KEY).toBeGreaterThan(UNKNOWN_BY_NETWORK);
  const stopped = await api.look(`/api/credits/${api.code}`);
  expect(stopped).toMatchObject({ status: 429, body: { code: 'credit.too-many-requests' } });
  expect(stopped.headers.get('Retry-After')).toBe('3600');
  api.shell.passes({ hours: 1 });
  expect(await api.look(`/api/credits/${api.code}`)).toMatchObject({ status: 200 });
});
