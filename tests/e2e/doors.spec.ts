import sharp from 'sharp';
import { answerAll, askForCode, beginReturn, newClient, post, wordsOf } from './pages/client.ts';
import { demoOrder, makeReturn, onward, openOrder } from './pages/journey.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'doors' });

test('an unknown order and a wrong address get the same answer in the same time', async ({ app }) => {
  test.setTimeout(120_000);
  const times = { unknown: [0], wrong: [0] };
  const seen = { unknown: new Set<string>(), wrong: new Set<string>() };
  for (let round = 0; round < 16; round += 1) {
    for (const kind of ['unknown', 'wrong'] as const) {
      const client = await newClient(app);
      // Orders 960 to 975 are there, 9960 to 9975 are not; each is asked for once, as its requests are counted.
      const number = kind === 'wrong' ? ` ${960 + round}` : `${9960 + round}`;
      const began = performance.now();
      const answer = await post(client, '/', { 'order-number': number, email: `someone-${10 + round}@example.net` });
      // The first round warms up.
      if (round > 0) times[kind].push(performance.now() - began);
      const headers = answer.headersArray().map(({ name, value }) => {
        const varies = ['date', 'x-request-id', 'content-security-policy'].includes(name.toLowerCase());
        return varies ? name : `${name}: ${value.replaceAll(/[\w-]{20,}/g, 'token')}`;
      });
      seen[kind].add(`${answer.status()} ${(await answer.text()).length} ${headers.toSorted().join('\n')}`);
      await client.dispose();
    }
  }
  expect([...seen.unknown]).toEqual([...seen.wrong]);
  expect(seen.wrong.size).toBe(1);
  const median = (all: number[]) => all.slice(1).toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0;
  const ratio = median(times.unknown) / median(times.wrong);
  console.log(`unknown ${median(times.unknown).toFixed(1)} ms, wrong address ${median(times.wrong).toFixed(1)} ms`);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

test('a code works once, in its browser, and not after five wrong ones', async ({ app }) => {
  const [client, stranger] = [await newClient(app), await newClient(app)];
  const code = await askForCode(client, app, demoOrder('#1003'));
  await post(stranger, '/', { 'order-number': '9999', email: 'somebody@example.net' });
  expect((await post(stranger, '/code', { code })).status()).toBe(422);
  expect((await post(client, '/code', { code })).headers().location).toBe('/order');
  const again = await post(client, '/code', { code });
  expect(again.status()).toBe(422);
  expect(await wordsOf(again)).toContain('This code was used already. Send a new code');

  const right = await askForCode(client, app, demoOrder('#1003'));
  const other = right === '11111111' ? '22222222' : '11111111';
  for (const left of ['4 tries', '3 tries', '2 tries', '1 try']) {
    expect(await wordsOf(await post(client, '/code', { code: other }))).toContain(`You have ${left} left`);
  }
  for (const last of [other, right]) {
    const refused = await post(client, '/code', { code: last });
    expect(refused.status()).toBe(422);
    expect(await wordsOf(refused)).toContain('was entered wrongly too often');
  }
});

test('an answer that no page offers changes nothing and gets a sentence', async ({ app }) => {
  const [client, other] = [await newClient(app), await newClient(app)];
  const mine = await beginReturn(client, app, demoOrder('#1005'));
  const theirs = await beginReturn(other, app, demoOrder('#1008'));
  const { draft } = mine;
  const [line = '', foreign = ''] = [mine.lines[1], theirs.lines[0]];
  const cases: [string, Record<string, string | number>, number, string][] = [
    ['quantity above what is left', { draft, line, [`quantity-${line}`]: 999 }, 422, 'Only 2 pieces of this item'],
    ['no number', { draft, line, [`quantity-${line}`]: '1e9' }, 422, 'as a whole number'],
    ['line of another order', { draft, line: foreign }, 422, 'One of the items cannot be returned'],
    ['invented line', { draft, line: 'nothing' }, 422, 'One of the items cannot be returned'],
    ['draft of another order', { draft: theirs.draft, line }, 404, 'We cannot find this page'],
    ['invented draft', { draft: 'nothing', line }, 404, 'We cannot find this page'],
  ];
  for (const [name, form, status, sentence] of cases) {
    const answer = await post(client, '/return/items', form);
    expect.soft(answer.status(), name).toBe(status);
    expect.soft(await wordsOf(answer), name).toContain(sentence);
  }
  const reason = await client.get(`/return/reason/${foreign}`);
  expect([303, 404]).toContain(reason.status());
  // Nothing was chosen by any of it: the last page leads back to the first question.
  expect((await client.get('/return/check')).headers().location).toBe('/return/items');
  const sent = await post(client, '/return/check', { draft: theirs.draft });
  expect(sent.status()).toBe(404);
  expect(await wordsOf(await other.get('/order'))).not.toContain('Your returns');
});

test('what belongs to another order looks as if it did not exist', async ({ app }) => {
  const [owner, other] = [await newClient(app), await newClient(app)];
  const draft = await beginReturn(owner, app, demoOrder('#1006'));
  const image = sharp({ create: { width: 64, height: 64, channels: 3, background: '#b5651d' } });
  await answerAll(owner, draft, await image.jpeg().toBuffer());
  const photo = /\/photos\/[\w-]+/.exec(await (await owner.get('/return/check')).text())?.[0] ?? '';
  const { location: sent = '' } = (await post(owner, '/return/check', { draft: draft.draft })).headers();
  const status = sent.replace(/\/sent$/, '');
  await expect
    .poll(async () => (await owner.get(`${status}/label/a4`)).headers()['content-type'])
    .toBe('application/pdf');
  expect((await owner.get(photo)).status()).toBe(200);

  await beginReturn(other, app, demoOrder('#1009'));
  for (const [path, invented] of [
    [status, '/r/ZZZZZZZZZ'],
    [sent, '/r/ZZZZZZZZZ/sent'],
    [`${status}/cancel`, '/r/ZZZZZZZZZ/cancel'],
    [`${status}/label/a4`, '/r/ZZZZZZZZZ/label/a4'],
    [photo, '/photos/ZZZZZZZZZ'],
  ] as const) {
    const [real, unknown] = [await other.get(path), await other.get(invented)];
    expect.soft([real.status(), unknown.status()], path).toEqual([404, 404]);
    expect.soft(await wordsOf(real), path).toBe(await wordsOf(unknown));
  }
  expect((await post(other, `${status}/cancel`, {})).status()).toBe(404);
  expect(await wordsOf(await owner.get(status))).toContain('We are waiting for your parcel');
  // Without any proof the same addresses ask for one, and do not tell which of them exist.
  const nobody = await newClient(app);
  for (const path of [status, '/r/ZZZZZZZZZ']) {
    expect((await nobody.get(path)).headers().location).toBe(`/?next=${encodeURIComponent(path)}`);
  }
});

test('a return that is sent several times at once is one return', async ({ app }) => {
  const client = await newClient(app);
  const draft = await beginReturn(client, app, demoOrder('#1013'));
  await answerAll(client, draft);
  const sent = await Promise.all(
    Array.from({ length: 6 }, () => post(client, '/return/check', { draft: draft.draft })),
  );
  expect(new Set(sent.map((answer) => answer.headers().location)).size).toBe(1);
  expect(sent.map((answer) => answer.status())).toEqual([303, 303, 303, 303, 303, 303]);
  const later = await post(client, '/return/check', { draft: draft.draft });
  expect(later.headers().location).toBe(sent[0]?.headers().location);
  const order = await (await client.get('/order')).text();
  expect(new Set(order.match(/\/r\/\w+/g)).size).toBe(1);
  expect((await app.mails(demoOrder('#1013').email)).filter(({ kind }) => kind === 'return-requested')).toHaveLength(1);
});

test('Back after sending shows what has become of it, at every page of the form', async ({ open, app }) => {
  const page = await open();
  await openOrder(page, app, demoOrder('#1014'));
  const visited: string[] = [];
  const rma = await makeReturn(page, {}, async () => {
    visited.push(new URL(page.url()).pathname);
  });
  for (const path of visited.filter((one) => one.startsWith('/return/'))) {
    await page.goto(path);
    await expect.soft(page, path).toHaveURL(new RegExp(`/r/${rma}$|/order$`));
  }
  await page.goto(`/r/${rma}/sent`);
  await page.goBack();
  await page.goBack();
  await expect(page.locator('form[action="/return/check"], input[name="draft"]')).toHaveCount(0);
  await page.goto('/order');
  await expect(page.locator(`a[href="/r/${rma}"]`)).toHaveCount(1);
  await onward(page);
  await expect(page).toHaveURL(/\/return\/items$/);
});
