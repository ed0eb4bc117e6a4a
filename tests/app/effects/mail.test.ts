import { expect, test } from 'vitest';
import { mail } from '#app/effects/mail.server.ts';
import { drain } from '#app/effects/worker.server.ts';
import type { Mailer, OutgoingMail } from '#app/gateways/mailer.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { recordTransfer } from '#app/services/record-transfer.server.ts';
import { requestCode } from '#app/services/request-code.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { listParkedEffects } from '#db/effects.ts';
import { listMails, loadMail } from '#db/mails.ts';
import { askedTransfer, withPeople } from '#tests/app/services/rescue/arrange.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { openBench } from '../gateways/stand-in-bench.ts';
import { answerAll, sell } from '../services/customer/arrange.ts';
import { openWorld, type TestWorld } from './arrange.ts';

const asked = {
  orderNumberKey: '1001',
  emailKey: 'ada@example.com',
  browserHash: 'browser',
  clientIp: '127.0.0.1',
  locale: 'de',
};

/** A mail server that answers as told; what it took is kept. */
function serverThat(answers: ('sent' | 'retry-later' | 'refused')[]): { mailer: Mailer; taken: OutgoingMail[] } {
  const taken: OutgoingMail[] = [];
  const mailer: Mailer = {
    keepsMail: false,
    async send(mail) {
      const kind = answers.shift() ?? 'sent';
      if (kind !== 'sent') return { kind, detail: 'ETIMEDOUT' };
      taken.push(mail);
      return { kind };
    },
    close: async () => {},
  };
  return { mailer, taken };
}

const withMailer = (world: TestWorld, mailer: Mailer) => ({ ...world, gateways: { ...world.gateways, mailer } });

test('what went back by bank transfer is told with its number, and not once more as a refund', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await withPeople(await openWorld(db, bench));
  const { sent, transfer } = await askedTransfer(world);
  const { id: transferId, contentHash } = transfer;
  const made = { reference: 'SEPA-77', madeOn: '2026-12-05' };
  await recordTransfer(world, { transferId, staffId: 'f1', contentHash, ...made });
  await confirmTransfer(world, { transferId, staffId: 'f2', contentHash });
  const told = { kind: 'mail', returnId: sent.returnId } as const;
  const run = { id: 'm1', attempts: 1, createdAt: world.clock() };
  expect(await mail(world, { ...told, mail: 'refund-sent' }, run)).toEqual({ kind: 'done' });
  expect(world.sent).toEqual([]);
});

test('a one-time code goes to the address on the order, in the language asked for, and is kept nowhere in clear', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const shop = await openWorld(db, bench);
  const { mailer, taken } = serverThat([]);
  const world = withMailer(shop, mailer);
  await sell(world, { lines: [{ id: 'l1' }] });
  await requestCode({ ...world, sealCode: shop.sealCode }, asked);
  // Not at once: the work of a mail would tell that there is an order.
  await drain(world);
  expect(taken).toEqual([]);
  shop.pass({ seconds: 1 });
  await drain(world);
  const [code = ''] = shop.codes;
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ to: 'Ada@example.com', subject: 'Ihr Code für Linden' });
  expect(taken[0]?.text).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
  const [kept] = await listMails(db, { limit: 10 });
  const whole = await loadMail(db, kept?.id ?? '');
  expect(whole).toMatchObject({ kind: 'code', text: '', html: '' });
  expect(whole?.sentAt).not.toBeNull();
});

test('nobody gets a code for an order that does not exist, and none that has expired', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const shop = await openWorld(db, bench);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await requestCode(shop, { ...asked, orderNumberKey: '9999' });
  await requestCode(shop, { ...asked, emailKey: 'eve@example.com' });
  await requestCode(shop, asked);
  shop.pass({ minutes: 11 });
  await drain(shop);
  expect(shop.sent).toEqual([]);
  expect(await listParkedEffects(db, 10)).toEqual([]);
});

test('a mail server that is away gets the mail later, once; one that refuses leaves it to a person', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const shop = await openWorld(db, bench);
  const { mailer, taken } = serverThat(['retry-later', 'retry-later', 'sent', 'refused']);
  const world = withMailer(shop, mailer);
  await sell(world, { lines: [{ id: 'l1', quantity: 2 }] });
  await requestReturn(world, { ...(await answerAll(world, 'o1', [{ lineId: 'l1', quantity: 1 }])), locale: 'en' });
  await drain(world);
  expect(taken).toEqual([]);
  for (let minutes = 0; minutes < 5; minutes += 1) {
    shop.pass({ minutes: 1 });
    await drain(world);
  }
  expect(taken.map((mail) => mail.subject.replace(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]/, 'CODE'))).toEqual([
    'Your return CODE is registered',
  ]);
  await requestCode({ ...world, sealCode: shop.sealCode }, asked);
  shop.pass({ seconds: 1 });
  await drain(world);
  expect(await listParkedEffects(db, 10)).toMatchObject([{ kind: 'code-mail', lastError: 'mail.refused' }]);
});

test('ten days without a parcel: one reminder, and none once the parcel is there or the return cancelled', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1', quantity: 2 }] });
  await requestReturn(world, { ...(await answerAll(world, 'o1', [{ lineId: 'l1', quantity: 1 }])), locale: 'en' });
  await drain(world);
  world.pass({ hours: 24 * 10 - 1 });
  await drain(world);
  const reminders = () => world.sent.filter((mail) => mail.subject.includes('on its way?'));
  expect(reminders()).toHaveLength(0);
  world.pass({ hours: 2 });
  await drain(world);
  world.pass({ hours: 24 * 30 });
  await drain(world);
  expect(reminders()).toHaveLength(1);
});
