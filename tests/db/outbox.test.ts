import { expect } from 'vitest';
import { clearDeadlines, dueDeadlines, finishDeadline, setDeadline } from '#db/deadlines.ts';
import {
  enqueue,
  finishEffect,
  hasLiveEffects,
  leaseEffects,
  listParkedEffects,
  parkEffect,
  releaseLeases,
  retryEffect,
  unparkEffect,
} from '#db/effects.ts';
import { receiveOnce } from '#db/inbox.ts';
import { insertMail, listMails, loadMail, markMailSent } from '#db/mails.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { anEffect, at } from './rows.ts';

const lease = (db: Database, owner: string, seconds: number, limit = 10, kinds?: readonly ['mail']) =>
  leaseEffects(db, {
    owner,
    now: at(seconds),
    leaseFor: Temporal.Duration.from({ seconds: 60 }),
    limit,
    ...(kinds && { kinds }),
  });

const ids = (leased: { id: string }[]) => leased.map((effect) => effect.id);

testOnEachEngine('effects come when they are due, the longest due first, and no more than asked for', async (db) => {
  await db.transaction((tx) =>
    enqueue(tx, [
      anEffect('late', { runAfter: at(30) }),
      anEffect('second', { runAfter: at(20) }),
      anEffect('first', { runAfter: at(10), returnId: 'return-1' }),
    ]),
  );
  expect(await lease(db, 'worker', 9)).toEqual([]);
  const [leased, ...more] = await lease(db, 'worker', 25, 1);
  expect(more).toEqual([]);
  expect(leased).toEqual({
    id: 'first',
    effect: { kind: 'refund', payoutId: 'payout-1', attempt: 1 },
    returnId: 'return-1',
    attempts: 1,
    createdAt: at(0),
  });
  expect(ids(await lease(db, 'worker', 25))).toEqual(['second']);
});

testOnEachEngine('only effects of the kinds asked for are taken', async (db) => {
  const mail = { kind: 'mail', mail: 'refund-sent', returnId: 'return-1' } as const;
  await db.transaction((tx) => enqueue(tx, [anEffect('refund'), anEffect('mail', { kind: 'mail', payload: mail })]));
  expect(ids(await lease(db, 'worker', 1, 10, ['mail']))).toEqual(['mail']);
});

testOnEachEngine('workers of two processes at the same time: each effect goes to one', async (db) => {
  const other = await openDatabase(db.url, { migrate: false });
  const effects = Array.from({ length: 100 }, (_, number) => anEffect(`effect-${number}`));
  await db.transaction((tx) => enqueue(tx, effects));
  const taken: string[] = [];
  const work = async (owner: string, database: Database) => {
    // Another worker may hold what is left, so an empty answer is no end while some are not taken.
    while (taken.length < effects.length) taken.push(...ids(await lease(database, owner, 1, 7)));
  };
  await Promise.all([work('a', db), work('b', other), work('c', db), work('d', other)]);
  await other.close();
  expect(taken).toHaveLength(100);
  expect(new Set(taken).size).toBe(100);
});

testOnEachEngine('a lease that has run out goes to another, and the first can no longer report', async (db) => {
  await db.transaction((tx) => enqueue(tx, [anEffect('one')]));
  expect(ids(await lease(db, 'dead', 0))).toEqual(['one']);
  expect(await lease(db, 'alive', 59)).toEqual([]);
  const again = await lease(db, 'alive', 60);
  expect(again.map(({ id, attempts }) => ({ id, attempts }))).toEqual([{ id: 'one', attempts: 2 }]);
  const finish = (owner: string) => db.transaction((tx) => finishEffect(tx, { id: 'one', owner, now: at(61) }));
  expect(await finish('dead')).toBe(false);
  expect(await hasLiveEffects(db)).toBe(true);
  expect(await finish('alive')).toBe(true);
  expect(await finish('alive')).toBe(false);
  expect(await hasLiveEffects(db)).toBe(false);
  expect(await lease(db, 'alive', 100_000)).toEqual([]);
});

testOnEachEngine('an effect put off comes again later, a parked one not before a person has looked', async (db) => {
  await db.transaction((tx) => enqueue(tx, [anEffect('one', { returnId: 'return-1' })]));
  await lease(db, 'worker', 0);
  const again = { id: 'one', owner: 'worker', runAfter: at(300), error: 'e'.repeat(5000) };
  expect(await db.transaction((tx) => retryEffect(tx, again))).toBe(true);
  expect(await lease(db, 'worker', 299)).toEqual([]);
  expect(ids(await lease(db, 'worker', 300))).toEqual(['one']);
  expect(await db.transaction((tx) => parkEffect(tx, { id: 'one', owner: 'worker', error: 'no such payment' }))).toBe(
    true,
  );
  expect(await lease(db, 'worker', 100_000)).toEqual([]);
  expect(await hasLiveEffects(db, 'return-1')).toBe(false);
  expect(await listParkedEffects(db, 10)).toMatchObject([{ id: 'one', lastError: 'no such payment', attempts: 2 }]);
  expect(await db.transaction((tx) => unparkEffect(tx, 'one', at(400)))).toBe(true);
  expect(await hasLiveEffects(db, 'return-1')).toBe(true);
  expect(await hasLiveEffects(db, 'return-2')).toBe(false);
  expect(await lease(db, 'worker', 400)).toMatchObject([{ id: 'one', attempts: 1 }]);
});

testOnEachEngine('a worker that stops gives back what it holds, and only that', async (db) => {
  await db.transaction((tx) => enqueue(tx, [anEffect('mine'), anEffect('theirs', { runAfter: at(1) })]));
  await lease(db, 'stopping', 0);
  await lease(db, 'other', 1);
  expect(await db.transaction((tx) => releaseLeases(tx, 'stopping'))).toBe(1);
  expect(await lease(db, 'next', 2)).toMatchObject([{ id: 'mine', attempts: 1 }]);
});

testOnEachEngine('an effect whose payload cannot be read is parked and does not stop the others', async (db) => {
  await db.transaction(async (tx) => {
    await enqueue(tx, [anEffect('good', { runAfter: at(1) })]);
    const { effects } = tx.tables;
    const row = { kind: 'refund', payload: { kind: 'from another time' }, status: 'ready', attempts: 0 };
    await tx.insert(effects).values({ id: 'bad', ...row, runAfter: at(0), createdAt: at(0) });
  });
  expect(ids(await lease(db, 'worker', 5))).toEqual(['good']);
  expect(await listParkedEffects(db, 10)).toMatchObject([{ id: 'bad' }]);
});

const deadline = (dueAt: Temporal.Instant, changes: { subjectId?: string; kind?: string } = {}) => ({
  id: crypto.randomUUID(),
  subjectKind: 'return' as const,
  subjectId: 'return-1',
  kind: 'remind',
  dueAt,
  ...changes,
});

testOnEachEngine('a subject has one deadline of a kind: a new one replaces it and begins anew', async (db) => {
  await db.transaction((tx) => setDeadline(tx, deadline(at(10))));
  await db.transaction((tx) => setDeadline(tx, deadline(at(50))));
  expect(await dueDeadlines(db, at(49), 10)).toEqual([]);
  const [due, ...more] = await dueDeadlines(db, at(50), 10);
  expect(more).toEqual([]);
  expect(due).toMatchObject({ subjectKind: 'return', subjectId: 'return-1', kind: 'remind', dueAt: at(50) });
  const finish = { id: due?.id ?? '', dueAt: at(50), now: at(51) };
  expect(await db.transaction((tx) => finishDeadline(tx, { ...finish, dueAt: at(10) }))).toBe(false);
  const both = await Promise.all([1, 2].map(() => db.transaction((tx) => finishDeadline(tx, finish))));
  expect(both.toSorted()).toEqual([false, true]);
  expect(await dueDeadlines(db, at(1000), 10)).toEqual([]);
  await db.transaction((tx) => setDeadline(tx, deadline(at(60))));
  expect(await dueDeadlines(db, at(60), 10)).toHaveLength(1);
});

testOnEachEngine(
  'due deadlines come with the longest overdue first; those of an ended subject are gone',
  async (db) => {
    await db.transaction(async (tx) => {
      await setDeadline(tx, deadline(at(20)));
      await setDeadline(tx, deadline(at(10), { kind: 'check' }));
      await setDeadline(tx, deadline(at(5), { subjectId: 'return-2' }));
    });
    const due = await dueDeadlines(db, at(100), 2);
    expect(due.map((one) => one.dueAt.toString())).toEqual([at(5).toString(), at(10).toString()]);
    await db.transaction((tx) => clearDeadlines(tx, { kind: 'return', id: 'return-1' }));
    expect((await dueDeadlines(db, at(100), 10)).map((one) => one.subjectId)).toEqual(['return-2']);
  },
);

testOnEachEngine('an incoming event is received once, however often and at once it is sent', async (db) => {
  const event = { provider: 'stripe', eventId: 'evt_1', type: 'refund.updated', objectId: 're_1', receivedAt: at(0) };
  const received = await Promise.all(Array.from({ length: 10 }, () => db.transaction((tx) => receiveOnce(tx, event))));
  expect(received.filter(Boolean)).toHaveLength(1);
  expect(await db.transaction((tx) => receiveOnce(tx, { ...event, provider: 'other' }))).toBe(true);
});

const mail = (id: string, seconds: number, recipient: string) => ({
  id,
  kind: 'refund-sent',
  recipient,
  subject: 'Your money',
  html: '<p>…</p>',
  text: '…',
  locale: 'en',
  returnId: null,
  createdAt: at(seconds),
});

testOnEachEngine('a mail effect that runs twice writes one mail, and it is marked as sent once', async (db) => {
  const write = (subject: string) => db.transaction((tx) => insertMail(tx, { ...mail('m', 1, 'a@b.org'), subject }));
  expect([await write('first'), await write('second')]).toEqual([true, false]);
  const mark = (seconds: number) => db.transaction((tx) => markMailSent(tx, 'm', at(seconds)));
  expect([await mark(5), await mark(6)]).toEqual([true, false]);
  expect(await loadMail(db, 'm')).toEqual({ ...mail('m', 1, 'a@b.org'), subject: 'first', sentAt: at(5) });
  expect(await loadMail(db, 'none')).toBeNull();
});

testOnEachEngine('mails are listed newest first and found by any part of the address, taken literally', async (db) => {
  await db.transaction(async (tx) => {
    await insertMail(tx, mail('1', 1, 'Ada_L@Example.org'));
    await insertMail(tx, mail('2', 2, 'AdaXL@example.com'));
    await insertMail(tx, mail('3', 3, 'bob@example.org'));
  });
  const found = async (recipient?: string) => ids(await listMails(db, { limit: 2, recipient }));
  expect(await found()).toEqual(['3', '2']);
  expect(await found('EXAMPLE.ORG')).toEqual(['3', '1']);
  expect(await found('ada_l')).toEqual(['1']);
  expect(await found('%')).toEqual([]);
  expect((await listMails(db, { limit: 1 }))[0]).not.toHaveProperty('html');
});
