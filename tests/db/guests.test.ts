import { expect } from 'vitest';
import { z } from 'zod';
import {
  countTry,
  createAccessRequest,
  expireOthers,
  findLatestForBrowser,
  loadAccessRequest,
  markUsed,
} from '#db/access-requests.ts';
import { createDraft, loadDraft, markDraftSent, saveAnswers } from '#db/drafts.ts';
import {
  attachDraftFiles,
  insertFile,
  listFilesOfDraft,
  listFilesOfReturn,
  loadFile,
  loadFileOfOrder,
  removeDraftFile,
} from '#db/files.ts';
import { createGuestSession, endGuestSession, findGuestSession } from '#db/guest-sessions.ts';
import { hit, purgeRateCounters } from '#db/rate-counters.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { at } from './rows.ts';

const request = (id: string, seconds: number, orderId: string | null = 'order-1') => ({
  id,
  browserHash: 'browser',
  orderId,
  codeHash: orderId && 'hash',
  createdAt: at(seconds),
  expiresAt: at(seconds + 600),
});

testOnEachEngine('fifty tries at the same moment: five pass, all others are told nothing', async (db) => {
  await db.transaction((tx) => createAccessRequest(tx, request('one', 0)));
  const tries = Array.from({ length: 50 }, () => db.transaction((tx) => countTry(tx, 'one', at(1))));
  const passed = (await Promise.all(tries)).filter((one) => one !== null);
  expect(passed.toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect((await loadAccessRequest(db, 'one'))?.tries).toBe(5);
});

testOnEachEngine('no try is left for a code that was used, is over or was never made', async (db) => {
  await db.transaction((tx) => createAccessRequest(tx, request('one', 0)));
  const attempt = (id: string, seconds: number) => db.transaction((tx) => countTry(tx, id, at(seconds)));
  expect(await attempt('one', 600)).toBeNull();
  expect(await attempt('two', 1)).toBeNull();
  expect(await attempt('one', 599)).toBe(1);
  const use = (seconds: number) => db.transaction((tx) => markUsed(tx, 'one', at(seconds)));
  expect(await use(600)).toBe(false);
  expect((await Promise.all([use(5), use(5), use(5)])).filter(Boolean)).toHaveLength(1);
  expect(await attempt('one', 6)).toBeNull();
});

testOnEachEngine('the newest request of a browser counts, and ends the other codes of its order only', async (db) => {
  await db.transaction(async (tx) => {
    for (const [id, seconds, orderId] of [
      ['old', 0, 'order-1'],
      ['other', 1, 'order-2'],
      ['new', 2, 'order-1'],
    ] as const) {
      await createAccessRequest(tx, request(id, seconds, orderId));
    }
    await createAccessRequest(tx, { ...request('elsewhere', 9), browserHash: 'another', orderId: null });
    await expireOthers(tx, { orderId: 'order-1', exceptId: 'new', now: at(3) });
  });
  expect(await findLatestForBrowser(db, 'browser')).toEqual({ ...request('new', 2), tries: 0, usedAt: null });
  expect(await findLatestForBrowser(db, 'nobody')).toBeNull();
  const attempt = (id: string) => db.transaction((tx) => countTry(tx, id, at(4)));
  expect([await attempt('old'), await attempt('other'), await attempt('new')]).toEqual([null, 1, 1]);
});

testOnEachEngine('a guest’s session ends with its time or when it is ended', async (db) => {
  const session = { id: 'hash', orderId: 'order-1', createdAt: at(0), expiresAt: at(60) };
  await db.transaction((tx) => createGuestSession(tx, session));
  expect(await findGuestSession(db, 'hash', at(59))).toEqual(session);
  expect(await findGuestSession(db, 'hash', at(60))).toBeNull();
  expect(await findGuestSession(db, 'other', at(0))).toBeNull();
  await db.transaction((tx) => endGuestSession(tx, 'hash'));
  expect(await findGuestSession(db, 'hash', at(1))).toBeNull();
});

const answers = z.strictObject({ step: z.int() });
const own = { id: 'draft-1', orderId: 'order-1' };

testOnEachEngine('a draft belongs to its order, keeps the last answers, and is sent once', async (db) => {
  await db.transaction((tx) => createDraft(tx, { ...own, answers: { step: 1 }, now: at(0) }));
  const save = (key: typeof own, version: number, step: number) =>
    db.transaction((tx) => saveAnswers(tx, { ...key, version, answers: { step }, now: at(step) }));
  const foreign = { ...own, orderId: 'order-2' };
  expect(await loadDraft(db, foreign, answers)).toBeNull();
  expect(await save(foreign, 1, 2)).toBe(false);
  expect(await save(own, 1, 2)).toBe(true);
  expect(await save(own, 1, 3)).toBe(false);
  expect(await loadDraft(db, own, answers)).toMatchObject({ answers: { step: 2 }, version: 2, updatedAt: at(2) });
  const send = (key: typeof own) =>
    db.transaction((tx) => markDraftSent(tx, { ...key, returnId: 'return-1', now: at(9) }));
  expect([await send(foreign), await send(own), await send(own)]).toEqual([false, true, false]);
  expect(await save(own, 2, 4)).toBe(false);
  expect((await loadDraft(db, own, answers))?.returnId).toBe('return-1');
});

testOnEachEngine('answers that this release cannot read are a fault, not a guess', async (db) => {
  await db.transaction((tx) => createDraft(tx, { ...own, answers: { step: 'one' }, now: at(0) }));
  await expect(loadDraft(db, own, answers)).rejects.toThrow(z.ZodError);
});

const file = (id: string, seconds: number) => ({
  id,
  kind: 'photo',
  orderId: 'order-1',
  orderLineId: null,
  draftId: 'draft-1',
  returnId: null,
  contentType: 'image/jpeg',
  bytes: 12,
  width: 3,
  height: 4,
  createdBy: 'customer',
  createdAt: at(seconds),
});

testOnEachEngine('a photo is seen under its order, taken out of its draft, and kept once it was sent', async (db) => {
  await db.transaction(async (tx) => {
    for (const [id, seconds] of [
      ['b', 1],
      ['a', 2],
      ['c', 3],
    ] as const)
      await insertFile(tx, file(id, seconds));
  });
  expect(await loadFile(db, 'a')).toEqual(file('a', 2));
  expect(await loadFileOfOrder(db, { id: 'a', orderId: 'order-1' })).toEqual(file('a', 2));
  expect(await loadFileOfOrder(db, { id: 'a', orderId: 'order-2' })).toBeNull();
  const remove = (id: string, orderId = 'order-1') =>
    db.transaction((tx) => removeDraftFile(tx, { id, draftId: 'draft-1', orderId }));
  expect([await remove('c', 'order-2'), await remove('c'), await remove('c')]).toEqual([false, true, false]);
  expect((await listFilesOfDraft(db, 'draft-1')).map((one) => one.id)).toEqual(['b', 'a']);
  await db.transaction((tx) => attachDraftFiles(tx, { draftId: 'draft-1', returnId: 'return-1' }));
  expect((await listFilesOfReturn(db, 'return-1')).map((one) => one.id)).toEqual(['b', 'a']);
  expect(await remove('a')).toBe(false);
});

testOnEachEngine('hits are all counted, by key and window, and forgotten when their window is old', async (db) => {
  const many = Array.from({ length: 30 }, () => db.transaction((tx) => hit(tx, 'key', at(0))));
  expect((await Promise.all(many)).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  expect(await db.transaction((tx) => hit(tx, 'key', at(60)))).toBe(1);
  expect(await db.transaction((tx) => hit(tx, 'other', at(0)))).toBe(1);
  await db.transaction((tx) => purgeRateCounters(tx, at(60)));
  expect(await db.transaction((tx) => hit(tx, 'key', at(0)))).toBe(1);
  expect(await db.transaction((tx) => hit(tx, 'key', at(60)))).toBe(2);
});
