import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import type { Mailer, OutgoingMail } from '#app/gateways/mailer.ts';
import { hashReceiptToken, receiptToken } from '#app/security/receipt-address.server.ts';
import { answerWithdrawal } from '#app/services/answer-withdrawal.server.ts';
import { submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { viewReceipt } from '#app/services/view-withdrawal.server.ts';
import { ACKNOWLEDGEMENT_LIMIT } from '#app/services/withdrawal-limits.server.ts';
import { loadMail } from '#db/mails.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { openBench } from '../gateways/stand-in-bench.ts';
import { sell } from '../services/customer/arrange.ts';
import { statement, stored } from '../services/withdrawal/arrange.ts';
import { openWorld, type TestWorld } from './arrange.ts';

const SECRET = 'a secret of a test';
const accessOf = (submissionKey: string) => ({ accessHash: hashReceiptToken(receiptToken(submissionKey, SECRET)) });

/** A statement submitted, and all that follows from it run. */
async function submitted(world: TestWorld, change: Parameters<typeof statement>[0] = {}) {
  const input = statement(change);
  const done = await submitWithdrawal(world, { ...input, ...accessOf(input.submissionKey) });
  if (!done.ok) throw new Error(done.refusal.code);
  await drain(world);
  return { ...done, ...accessOf(input.submissionKey), token: receiptToken(input.submissionKey, SECRET) };
}

const named = (mails: readonly OutgoingMail[], word: string) => mails.filter(({ subject }) => subject.includes(word));

test('the acknowledgement repeats the statement, with date and time, in its language, where it was asked for', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1' }] });
  const scope = { kind: 'words', words: 'two cups\n<script>alert(1)</script>' } as const;
  const { caseCode, token } = await submitted(world, { email: 'Ada@Work.example', scope });
  expect(world.sent).toHaveLength(1);
  const [mail] = world.sent;
  const code = formatRmaCode(caseCode);
  expect(mail).toMatchObject({ to: 'Ada@Work.example', subject: `Otrzymaliśmy odstąpienie od umowy, sprawa ${code}` });
  for (const said of [
    'Ada Lovelace',
    '# 1001',
    'two cups',
    'Ada@Work.example',
    '21 listopada 2026 10:00:00 CET',
    code,
  ]) {
    expect(mail?.text).toContain(said);
    expect(mail?.html).toContain(said);
  }
  expect(mail?.html).toContain('lang="pl-PL"');
  expect(mail?.text).toContain(`http://localhost:3000/withdraw/receipt/${token}`);
  expect(mail?.text).toContain('<script>alert(1)</script>');
  expect(mail?.html).not.toContain('<script>');
});

test('who withdraws from an order of theirs gets the acknowledgement and the return', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1' }] });
  await submitted(world, { language: 'de' });
  expect(world.sent.map(({ subject }) => subject.replace(/[0-9A-Z]{4}-.{6}/, 'CODE')).toSorted()).toEqual([
    'Ihr Widerruf ist eingegangen, Vorgang CODE',
    'Ihre Retoure CODE ist angemeldet',
  ]);
});

test('the second of two refers to the first', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1' }] });
  const first = await submitted(world, { language: 'en' });
  await submitted(world, { language: 'en' });
  const mails = named(world.sent, 'received your withdrawal');
  expect(mails).toHaveLength(2);
  expect(mails[0]?.text).not.toContain('the same statement before');
  expect(mails[1]?.text).toContain(`case number ${formatRmaCode(first.caseCode)}. Both count as one withdrawal.`);
  expect(named(world.sent, 'return')).toHaveLength(1);
});

test('a mail server that fails undoes nothing: the acknowledgement is tried again until it is taken', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const whole = await openWorld(db, bench);
  const taken: OutgoingMail[] = [];
  let down = true;
  const mailer: Mailer = {
    keepsMail: false,
    send: async (mail) => {
      if (down) return { kind: 'retry-later', detail: 'ETIMEDOUT' };
      taken.push(mail);
      return { kind: 'sent' };
    },
    close: async () => {},
  };
  const world = { ...whole, gateways: { ...whole.gateways, mailer } };
  const { withdrawalId, accessHash } = await submitted(world);
  expect(taken).toEqual([]);
  expect(await stored(world, withdrawalId)).toMatchObject({ state: 'needs-person' });
  expect(await viewReceipt(world, { accessHash })).toMatchObject({ mailLater: false, outcome: null });
  down = false;
  world.pass({ hours: 1 });
  await drain(world);
  expect(taken).toHaveLength(1);
  expect((await loadMail(db, taken[0]?.id ?? ''))?.sentAt).not.toBeNull();
});

test('beyond five an hour the receipt says that its mail comes later, and it does', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  const last = { accessHash: '' };
  for (let n = 0; n <= ACKNOWLEDGEMENT_LIMIT; n += 1) {
    last.accessHash = (await submitted(world, { contract: `${n}`, language: 'en' })).accessHash;
  }
  expect(named(world.sent, 'received your withdrawal')).toHaveLength(ACKNOWLEDGEMENT_LIMIT);
  expect(await viewReceipt(world, last)).toMatchObject({ mailLater: true });
  world.pass({ hours: 1 });
  await drain(world);
  expect(named(world.sent, 'received your withdrawal')).toHaveLength(ACKNOWLEDGEMENT_LIMIT + 1);
  expect(await viewReceipt(world, last)).toMatchObject({ mailLater: false });
});

test('an answer names the last day, the article, or that there is no such order', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1', traits: ['custom_made'] }] });
  await sell(world, { id: 'o2', number: '#2002', lines: [{ id: 'l2' }] });
  const made = await submitted(world, { language: 'en' });
  const unknown = await submitted(world, { language: 'en', contract: '4711' });
  world.pass({ hours: 24 * 40 });
  const late = await submitted(world, { language: 'en', contract: '2002' });
  for (const [withdrawalId, answer] of [
    [made.withdrawalId, 'excepted'],
    [unknown.withdrawalId, 'no-contract'],
    [late.withdrawalId, 'late'],
  ] as const) {
    const { version } = await stored(world, withdrawalId);
    expect(await answerWithdrawal(world, { withdrawalId, version, staffId: 'agent', answer })).toEqual({ ok: true });
  }
  await drain(world);
  const texts = named(world.sent, 'About your withdrawal').map(({ text }) => text);
  expect(texts).toHaveLength(3);
  expect(texts.join()).toContain('no right of withdrawal (2011/83/EU Art. 16(c)).');
  expect(texts.join()).toContain('Its last day was 30 November 2026.');
  expect(texts.join()).toContain('We find no order with this number that is yours.');
});

test('a receipt tells what came of it only to those who had proved to own the order', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await sell(world, { lines: [{ id: 'l1' }] });
  const first = await submitted(world);
  expect(await viewReceipt(world, first)).toMatchObject({ outcome: null });
  const proved = await submitted(world, { orderId: 'o1' });
  expect(await viewReceipt(world, proved)).toMatchObject({
    outcome: { rmaCode: expect.any(String), repeatOf: { caseCode: first.caseCode } },
  });
  expect(await viewReceipt(world, { accessHash: 'x' })).toBeNull();
});
