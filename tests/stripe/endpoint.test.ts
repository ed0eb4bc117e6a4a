import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { signWebhook } from '#app/gateways/stripe-standin/webhook-delivery.server.ts';
import { DatabaseError } from '#db/errors.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { books, mailsOf, owe40, payoutState } from './decided-return.ts';
import { openEndpoint } from './endpoint.ts';
import { counted, NEXT_SECRET, openMoney, SECRET } from './money-world.ts';
import { onlyEvent, onlyRefund } from './stripe-side.ts';

test('32. a bad signature, 301 s old, of the future, v0 only, a changed or a parsed body: refused; two v1 with a rolled secret: taken', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'succeeded' });
  const body = JSON.stringify(await onlyEvent(world, 'refund.updated'), null, 2);
  const now = world.clock();
  const sign = (seconds: number, secret = SECRET) => signWebhook(body, secret, now.add({ seconds }));
  const good = sign(0);
  const t = good.slice(0, good.indexOf(','));
  const hmac = (secret: string, text = body) =>
    createHmac('sha256', secret)
      .update(`${t.slice(2)}.${text}`)
      .digest('hex');
  await using endpoint = await openEndpoint(world);

  const refused: [string | null, string, string][] = [
    [null, body, 'bad-signature'],
    ['', body, 'bad-signature'],
    [sign(0, 'whsec_other'), body, 'bad-signature'],
    [`${t},v1=${hmac('whsec_other')},v1=${'0'.repeat(64)}`, body, 'bad-signature'],
    [`${t},v0=${hmac(SECRET)}`, body, 'bad-signature'],
    [good, body.replace('"succeeded"', '"failed"'), 'bad-signature'],
    [good, JSON.stringify(JSON.parse(body)), 'bad-signature'],
    [good, `${body}\n`, 'bad-signature'],
    [`${t},${good}`, body, 'bad-signature'],
    [sign(-301), body, 'stale'],
    [sign(301), body, 'from-the-future'],
  ];
  for (const [signature, sent, code] of refused) {
    expect(await endpoint.post(sent, signature), `${signature} ${sent.length}`).toEqual({ status: 400, code });
  }
  expect(await endpoint.announce(1_100_000)).toBe(413);
  expect(await db.select().from(db.tables.inbox)).toEqual([]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('pending');

  // While a secret is being rolled Stripe signs with both; either of ours is good, and so is an event of just five minutes ago.
  const rolled = `${t},v1=${hmac('whsec_not_here_yet')},v1=${hmac(NEXT_SECRET)}`;
  expect(await endpoint.post(body, rolled)).toEqual({ status: 200, code: 'received' });
  expect(await endpoint.post(body, sign(-300))).toEqual({ status: 200, code: 'known' });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
});

test('33. an error of the database in the handler: not 2xx, and the redelivery repairs it', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'succeeded' });
  const event = await onlyEvent(world, 'refund.updated');
  let broken = true;
  const breaking: typeof db.transaction = (work) =>
    db.transaction(async (tx) => {
      const done = await work(tx);
      // Everything was written, and the commit fails.
      if (broken) throw new DatabaseError('unavailable', 'the database went away');
      return done;
    });
  await using endpoint = await openEndpoint(world, { db: { ...db, transaction: breaking } });
  expect((await endpoint.send(event)).status).toBe(500);
  expect(await db.select().from(db.tables.inbox)).toEqual([]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('pending');
  broken = false;
  expect(await endpoint.send(event)).toEqual({ status: 200, code: 'received' });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('34. an event of live mode or of a foreign account: refused', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'succeeded' });
  const event = await onlyEvent(world, 'refund.updated');
  await using endpoint = await openEndpoint(world);
  expect(await endpoint.send({ ...event, livemode: true })).toEqual({ status: 400, code: 'other-mode' });
  expect(await endpoint.send({ ...event, account: 'acct_1OtherShop' })).toEqual({ status: 400, code: 'other-account' });
  expect(await db.select().from(db.tables.inbox)).toEqual([]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('pending');
  expect(world.lines.filter(({ eventId }) => eventId === event.id)).toHaveLength(2);
  expect(await endpoint.send(event)).toEqual({ status: 200, code: 'received' });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
});
