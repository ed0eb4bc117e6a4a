import { expect, test } from 'vitest';
import { networkOf } from '#app/services/access-limits.server.ts';
import { confirmCode } from '#app/services/confirm-code.server.ts';
import { parseCode } from '#app/services/one-time-code.server.ts';
import { requestCode, requestCodeAgain } from '#app/services/request-code.server.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { openShop, sell, type TestShop } from './arrange.ts';

const asking = (change: Partial<Parameters<typeof requestCode>[1]> = {}) => ({
  orderNumberKey: '1001',
  emailKey: 'ada@example.com',
  browserHash: 'browser-1',
  clientIp: '192.0.2.1',
  locale: 'de',
  ...change,
});

/** How many requests so far lead to a mail: those that carry an order. */
async function mailed({ db }: TestShop): Promise<number> {
  const { accessRequests } = db.tables;
  return (await db.select().from(accessRequests)).filter((request) => request.orderId !== null).length;
}

async function shopWithOrder(db: Parameters<typeof openShop>[0]) {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  return shop;
}

const lastCode = (shop: TestShop): string => shop.codes.at(-1) ?? '';
const wrongCode = (shop: TestShop): string => (lastCode(shop) === '00000000' ? '00000001' : '00000000');

test('an unknown order, a wrong address and a right one get the same answer and leave the same rows', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  const answers = [
    await requestCode(shop, asking()),
    await requestCode(shop, asking({ orderNumberKey: '9999' })),
    await requestCode(shop, asking({ emailKey: 'eve@example.com' })),
  ];
  expect(answers.map((answer) => Object.keys(answer))).toEqual(Array(3).fill(['ok', 'accessRequestId']));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  const effects = await db.select().from(db.tables.effects);
  const requests = await db.select().from(db.tables.accessRequests);
  expect(effects.map((effect) => effect.kind)).toEqual(['code-mail', 'code-mail', 'code-mail']);
  expect(requests.filter((request) => request.codeHash !== null)).toHaveLength(3);
  expect(requests.map((request) => request.orderId)).toEqual(['o1', null, null]);
});

test('no code stands readable in the database', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const stored = JSON.stringify([
    await db.select().from(db.tables.effects),
    await db.select().from(db.tables.accessRequests),
    await db.select().from(db.tables.rateCounters),
  ]);
  expect(stored).not.toContain(lastCode(shop));
  expect(stored).not.toContain('ada@example.com');
});

test('the right code opens the order once', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const input = { browserHash: 'browser-1', code: lastCode(shop) };
  expect(await confirmCode(shop, input)).toEqual({ ok: true, orderId: 'o1' });
  expect(await confirmCode(shop, input)).toMatchObject({ refusal: { code: 'code.used' } });
});

test('a wrong code says how many tries are left, and after five the right one is dead', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const wrong = { browserHash: 'browser-1', code: wrongCode(shop) };
  const left = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answer = await confirmCode(shop, wrong);
    left.push(answer.ok ? answer : (answer.refusal.left ?? answer.refusal.code));
  }
  expect(left).toEqual([4, 3, 2, 1, 'code.too-many-tries']);
  expect(await confirmCode(shop, { ...wrong, code: lastCode(shop) })).toMatchObject({
    refusal: { code: 'code.too-many-tries' },
  });
});

test('a code works for ten minutes', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  shop.pass({ minutes: 9, seconds: 59 });
  expect((await confirmCode(shop, { browserHash: 'browser-1', code: lastCode(shop) })).ok).toBe(true);
  await requestCode(shop, asking());
  shop.pass({ minutes: 10 });
  expect(await confirmCode(shop, { browserHash: 'browser-1', code: lastCode(shop) })).toMatchObject({
    refusal: { code: 'code.expired' },
  });
});

test('a code works only in the browser that asked for it, and a newer one ends it', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const first = lastCode(shop);
  expect(await confirmCode(shop, { browserHash: 'browser-2', code: first })).toMatchObject({
    refusal: { code: 'code.not-asked' },
  });
  await requestCode(shop, asking({ browserHash: 'browser-2' }));
  expect(await confirmCode(shop, { browserHash: 'browser-1', code: first })).toMatchObject({
    refusal: { code: 'code.expired' },
  });
  expect(await confirmCode(shop, { browserHash: 'browser-2', code: lastCode(shop) })).toEqual({
    ok: true,
    orderId: 'o1',
  });
});

test('a code sent again opens the same order, and for an unknown order nothing does', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  expect((await requestCodeAgain(shop, asking())).ok).toBe(true);
  expect(await confirmCode(shop, { browserHash: 'browser-1', code: lastCode(shop) })).toEqual({
    ok: true,
    orderId: 'o1',
  });
  await requestCode(shop, asking({ orderNumberKey: '9999', browserHash: 'browser-3' }));
  expect((await requestCodeAgain(shop, asking({ browserHash: 'browser-3' }))).ok).toBe(true);
  expect(await confirmCode(shop, { browserHash: 'browser-3', code: lastCode(shop) })).toMatchObject({
    refusal: { code: 'code.wrong' },
  });
});

testOnEachEngine('of many guesses at once five are counted', async (db) => {
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const guesses = await Promise.all(
    Array.from({ length: 40 }, () => confirmCode(shop, { browserHash: 'browser-1', code: wrongCode(shop) })),
  );
  const compared = guesses.filter((guess) => !guess.ok && guess.refusal.code === 'code.wrong');
  expect(compared.length).toBeLessThanOrEqual(4);
  const [request] = await db.select().from(db.tables.accessRequests);
  expect(request?.tries).toBe(5);
});

testOnEachEngine('the right code sent many times at once opens the order once', async (db) => {
  const shop = await shopWithOrder(db);
  await requestCode(shop, asking());
  const code = lastCode(shop);
  const opened = await Promise.all(
    Array.from({ length: 5 }, () => confirmCode(shop, { browserHash: 'browser-1', code })),
  );
  expect(opened.filter((answer) => answer.ok)).toHaveLength(1);
});

test('three mails an hour to one address, five requests for one order, ten from one network', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWithOrder(db);
  for (let count = 0; count < 4; count += 1) await requestCode(shop, asking({ clientIp: `198.51.100.${count}` }));
  expect(await mailed(shop)).toBe(3);
  await sell(shop, {
    id: 'o2',
    number: '#1002',
    email: 'bob@example.com',
    emailKey: 'bob@example.com',
    lines: [{ id: 'l2' }],
  });
  const bob = { orderNumberKey: '1002', emailKey: 'bob@example.com' };
  for (let count = 0; count < 5; count += 1) {
    await requestCode(
      shop,
      asking({ orderNumberKey: '1002', emailKey: `x${count}@example.com`, clientIp: `203.0.113.${count}` }),
    );
  }
  await requestCode(shop, asking({ ...bob, clientIp: '203.0.113.99' }));
  expect(await mailed(shop)).toBe(3);
  shop.pass({ hours: 1 });
  await requestCode(shop, asking({ ...bob, clientIp: '203.0.113.99' }));
  expect(await mailed(shop)).toBe(4);
  const same = Array.from({ length: 10 }, (_, count) =>
    asking({ orderNumberKey: `77${count}`, clientIp: '192.0.2.77' }),
  );
  for (const one of same) expect((await requestCode(shop, one)).ok).toBe(true);
  expect(await requestCode(shop, asking({ clientIp: '192.0.2.77' }))).toMatchObject({
    refusal: { code: 'access.too-many-requests' },
  });
});

test.each([
  ['12345678', '12345678'],
  [' 1234 5678 ', '12345678'],
  ['1234-5678', '12345678'],
  ['1234–5678', '12345678'],
  ['١٢٣٤٥٦٧٨', '12345678'],
  ['１２３４５６７８', '12345678'],
  ['1234567', null],
  ['123456789', null],
  ['1234567a', null],
  ['', null],
])('a code typed as %s is read as %s', (typed, code) => {
  expect(parseCode(typed)).toBe(code);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2ff::1', '2001:0db8:0001:0200::/56'],
  ['2001:db8:1:2aa:5:6:7:8', '2001:0db8:0001:0200::/56'],
  ['::1', '0000:0000:0000:0000::/56'],
])('the network of %s is %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
