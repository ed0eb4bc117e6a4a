import { createHmac, randomUUID } from 'node:crypto';
import { newClient, post, wordsOf } from './pages/client.ts';
import { demoOrder } from './pages/journey.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'doors-http' });

/** The secret of the stand-in of development, which opens nothing anywhere else. */
const SECRET = 'whsec_standin_development_only';

const event = () =>
  JSON.stringify({
    ...{ id: `evt_${randomUUID()}`, object: 'event', type: 'charge.updated', livemode: false },
    ...{ created: Math.floor(Date.now() / 1000), data: { object: { id: 'ch_1', object: 'charge' } } },
  });

function signature(body: string, { age = 0, secret = SECRET } = {}): string {
  const time = Math.floor(Date.now() / 1000) - age;
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

test('the door for Stripe opens to what Stripe signed, now and in one piece, and to nothing else', async ({ app }) => {
  const client = await newClient(app);
  const send = (data: string, header?: string) =>
    client.post('/webhooks/stripe', {
      data: Buffer.from(data),
      headers: { 'Content-Type': 'application/json', ...(header === undefined ? {} : { 'Stripe-Signature': header }) },
    });
  const body = event();
  const refused: [string, string, string | undefined, number, string][] = [
    ['no signature', body, undefined, 400, 'bad-signature'],
    ['no sense', body, 'nonsense', 400, 'bad-signature'],
    ['another secret', body, signature(body, { secret: 'whsec_of_somebody_else_altogether' }), 400, 'bad-signature'],
    ['another body', `${body} `, signature(body), 400, 'bad-signature'],
    ['301 seconds old', body, signature(body, { age: 301 }), 400, 'stale'],
    ['from the future', body, signature(body, { age: -310 }), 400, 'from-the-future'],
    ['no JSON', '{"id": ', signature('{"id": '), 400, 'malformed'],
    ['no event', '[]', signature('[]'), 400, 'malformed'],
  ];
  for (const [name, data, header, status, code] of refused) {
    const answer = await send(data, header);
    expect.soft([answer.status(), await answer.json()], name).toEqual([status, { code }]);
  }
  const large = 'x'.repeat(5_000_000);
  expect((await send(large, signature(large))).status()).toBe(413);
  const read = await client.get('/webhooks/stripe');
  expect([read.status(), read.headers().allow]).toEqual([405, 'POST']);

  // What was refused was not kept either: the same event is still new.
  expect(await (await send(body, signature(body))).json()).toEqual({ code: 'received' });
  expect(await (await send(body, signature(body))).json()).toEqual({ code: 'known' });
});

test('a form from another site is refused, and no mail goes out for it', async ({ app }) => {
  const client = await newClient(app);
  const { number, email } = demoOrder('#1003');
  const form = { 'order-number': number, email };
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: app.url },
    { 'Sec-Fetch-Site': 'same-site' },
  ]) {
    const answer = await client.post('/', { form, headers });
    expect.soft(answer.status(), JSON.stringify(headers)).toBe(403);
    expect.soft(await wordsOf(answer)).toContain('another website sent this form');
  }
  expect((await client.post('/', { form, headers: { Origin: app.url } })).status()).toBe(303);
  await app.waitForMail(email, 'code');
  expect(await app.mails(email)).toHaveLength(1);
});

test('what is no form, no method and no address is answered in a sentence', async ({ app }) => {
  const client = await newClient(app);
  const cases = [
    ['JSON', await client.post('/', { data: { email: 'a@example.com' } }), 415],
    ['text', await client.post('/', { data: 'email', headers: { 'Content-Type': 'text/plain' } }), 415],
    ['files', await client.post('/', { multipart: { email: 'a@example.com' } }), 415],
    ['too large a form', await post(client, '/', { email: 'a'.repeat(100_000) }), 413],
    ['PUT', await client.put('/', { form: {} }), 405],
    ['DELETE', await client.delete('/order'), 405],
    ['an address that cannot be read', await client.get('/%ff'), 400],
    ['an address that is not there', await client.get('/etc/passwd'), 404],
    ['staff’s door', await client.post('/staff/sign-in', { data: {} }), 415],
  ] as const;
  for (const [name, answer, status] of cases) {
    const words = await wordsOf(answer);
    expect.soft(answer.status(), name).toBe(status);
    expect.soft(words, name).toMatch(/We could not read|too large to send|cannot find this page/);
    expect.soft(words, name).not.toMatch(/ at .*\.(js|ts)|Error:/);
  }
  const health = await client.get('/health');
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ database: 'ok', worker: 'ok' });
});

test('staff’s pages ask who is there, and each role has its own', async ({ app }) => {
  const nobody = await newClient(app);
  for (const path of ['/staff', '/dock', '/desk', '/policy', '/policy/drafts']) {
    const answer = await nobody.get(path);
    expect.soft(answer.headers().location, path).toBe(`/staff/sign-in?next=${encodeURIComponent(path)}`);
  }
  const wrong = await post(nobody, '/staff/sign-in', { email: 'agent@retour.example', password: 'wrong' });
  const unknown = await post(nobody, '/staff/sign-in', { email: 'nobody@retour.example', password: 'wrong' });
  expect([wrong.status(), unknown.status()]).toEqual([422, 422]);
  expect((await wordsOf(wrong)).includes('is not right') && (await wordsOf(unknown)).includes('is not right')).toBe(
    true,
  );

  const warehouse = await newClient(app);
  const signedIn = await post(warehouse, '/staff/sign-in', {
    email: 'warehouse@retour.example',
    password: 'retour-demo-password',
  });
  expect(signedIn.status()).toBe(303);
  for (const [path, status] of [
    ['/dock', 200],
    ['/desk', 403],
    ['/policy', 403],
    ['/policy/drafts', 403],
  ] as const) {
    expect.soft((await warehouse.get(path)).status(), path).toBe(status);
  }
});
