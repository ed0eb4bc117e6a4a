import { expect, test } from 'vitest';
import { answerMessage, IN_A_ROW_LIMIT } from '#app/services/casework/answer-message.server.ts';
import { notePresence, PRESENT_SECONDS } from '#app/services/casework/note-presence.server.ts';
import { MESSAGE_LIMIT, sendMessage } from '#app/services/casework/send-message.server.ts';
import { markNoticesRead, unreadNotices, viewNotices } from '#app/services/casework/staff-notices.server.ts';
import { takeOver } from '#app/services/casework/take-over.server.ts';
import { viewAssignment } from '#app/services/casework/view-assignment.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import { viewNotes } from '#app/services/casework/view-notes.server.ts';
import { NOTE_LIMIT, writeNote } from '#app/services/casework/write-note.server.ts';
import { listAudit } from '#db/audit.ts';
import { waitingForCustomer } from '#db/return-messages.ts';
import type { SentReturn } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { returnWithCrew } from './arrange.ts';

const note = (sent: SentReturn, change: Partial<Parameters<typeof writeNote>[1]> = {}) =>
  writeNote(sent.shop, {
    ...{ returnId: sent.returnId, staffId: 'ada', text: 'Please look at the plug', mentions: [], formKey: 'form-0001' },
    ...change,
  });

const ask = (sent: SentReturn, change: Partial<Parameters<typeof sendMessage>[1]> = {}) =>
  sendMessage(sent.shop, {
    ...{ returnId: sent.returnId, staffId: 'ada', text: 'Which serial number?', template: 'serial', asks: true },
    ...{ formKey: 'ask-00001' },
    ...change,
  });

const answer = (sent: SentReturn, change: Partial<Parameters<typeof answerMessage>[1]> = {}) =>
  answerMessage(sent.shop, {
    ...{ orderId: 'o1', rmaCode: sent.rmaCode, text: 'SN 123', formKey: 'answer-01' },
    ...change,
  });

testOnEachEngine('a note calls those who were picked and those whose name stands in it', async (db) => {
  const sent = await returnWithCrew(db);
  const text = '<script>alert(1)</script> @bo agent, is this ours?';
  expect(await note(sent, { text, mentions: ['fina'] })).toEqual({ ok: true });
  // The second press of the button.
  expect(await note(sent, { text, mentions: ['fina'] })).toEqual({ ok: true });
  expect(await viewNotes(db, sent.returnId)).toMatchObject([
    { author: 'Ada Agent', text, mentions: expect.arrayContaining(['Bo Agent', 'Fina Finance']) },
  ]);
  for (const id of ['bo', 'fina']) expect(await unreadNotices(db, id), id).toBe(1);
  for (const id of ['ada', 'wanda']) expect(await unreadNotices(db, id), id).toBe(0);
  const [notice] = await viewNotices(db, 'bo');
  expect(notice).toMatchObject({ kind: 'mention', by: 'Ada Agent', rmaCode: sent.rmaCode, read: false, text });
  // Somebody else's stays unread.
  await markNoticesRead(sent.shop, { staffId: 'fina', ids: [notice?.id ?? ''] });
  expect(await unreadNotices(db, 'bo')).toBe(1);
  await markNoticesRead(sent.shop, { staffId: 'bo', ids: null });
  expect(await unreadNotices(db, 'bo')).toBe(0);
  expect(await unreadNotices(db, 'fina')).toBe(1);
  const [act, ...more] = await listAudit(db, { act: 'note.write' }, 10);
  expect([act?.actor, act?.returnId, more]).toEqual(['staff:ada', sent.returnId, []]);
});

test('a note that is empty, too long, or calls somebody who may not open the return is refused', async () => {
  await using db = await openTestDatabase();
  const sent = await returnWithCrew(db);
  expect(await note(sent, { text: ' \n ' })).toMatchObject({ refusal: { code: 'note.empty' } });
  expect(await note(sent, { text: 'x'.repeat(NOTE_LIMIT + 1) })).toMatchObject({ refusal: { code: 'note.too-large' } });
  expect(await note(sent, { mentions: ['wanda'] })).toMatchObject({ refusal: { code: 'note.unknown-person' } });
  expect(await note(sent, { mentions: ['ada'] })).toMatchObject({ refusal: { code: 'note.unknown-person' } });
  expect(await note(sent, { returnId: 'none' })).toMatchObject({ refusal: { code: 'return.not-found' } });
  expect(await viewNotes(db, sent.returnId)).toEqual([]);
  expect(await note(sent, { text: 'x'.repeat(NOTE_LIMIT) })).toEqual({ ok: true });
});

testOnEachEngine('what was written is never changed', async (db) => {
  const sent = await returnWithCrew(db);
  await note(sent);
  await ask(sent);
  const { returnNotes, returnMessages } = db.tables;
  await expect(db.transaction((tx) => tx.update(returnNotes).set({ text: 'other' }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.update(returnMessages).set({ text: 'other' }))).rejects.toThrow();
});

testOnEachEngine('a question marks the return as waiting until the customer answers, who asked is told', async (db) => {
  const sent = await returnWithCrew(db);
  expect(await ask(sent)).toEqual({ ok: true });
  expect(await ask(sent)).toEqual({ ok: true });
  expect(await viewConversation(db, sent.returnId)).toMatchObject({
    waiting: true,
    messages: [{ from: 'desk', name: 'Ada Agent', asks: true }],
  });
  expect([...(await waitingForCustomer(db, [sent.returnId, 'none']))]).toEqual([sent.returnId]);
  const mails = await db.select().from(db.tables.effects);
  expect(mails.filter(({ kind }) => kind === 'message-mail')).toHaveLength(1);
  sent.shop.pass({ minutes: 5 });
  expect(await answer(sent)).toEqual({ ok: true });
  expect(await answer(sent)).toEqual({ ok: true });
  const { messages, waiting } = await viewConversation(db, sent.returnId);
  expect([waiting, messages.map(({ from }) => from)]).toEqual([false, ['desk', 'customer']]);
  expect([...(await waitingForCustomer(db, [sent.returnId]))]).toEqual([]);
  expect(await viewNotices(db, 'ada')).toMatchObject([{ kind: 'answer', by: null, text: null }]);
  expect(await listAudit(db, { act: 'message.ask' }, 10)).toHaveLength(1);
});

test('an answer is taken for the customer’s own order only, and not without end', async () => {
  await using db = await openTestDatabase();
  const sent = await returnWithCrew(db);
  expect(await answer(sent, { orderId: 'another' })).toMatchObject({ refusal: { code: 'return.not-found' } });
  expect(await answer(sent, { text: 'x'.repeat(MESSAGE_LIMIT + 1) })).toMatchObject({
    refusal: { code: 'message.too-large' },
  });
  for (let sentSoFar = 0; sentSoFar < IN_A_ROW_LIMIT; sentSoFar += 1)
    expect(await answer(sent, { formKey: `answer-${sentSoFar}` })).toEqual({ ok: true });
  expect(await answer(sent, { formKey: 'answer-more' })).toMatchObject({ refusal: { code: 'message.too-many' } });
  // Once the desk has written, it goes on.
  sent.shop.pass({ minutes: 1 });
  await ask(sent, { asks: false });
  expect(await answer(sent, { formKey: 'answer-more' })).toEqual({ ok: true });
});

testOnEachEngine('who has a return open is seen by the others until a minute after they left', async (db) => {
  const sent = await returnWithCrew(db);
  const here = (staffId: string) => notePresence(sent.shop, { returnId: sent.returnId, staffId });
  expect(await here('ada')).toEqual([]);
  expect(await here('bo')).toEqual(['Ada Agent']);
  sent.shop.pass({ seconds: PRESENT_SECONDS - 1 });
  expect(await here('bo')).toEqual(['Ada Agent']);
  sent.shop.pass({ seconds: 1 });
  expect(await here('bo')).toEqual([]);
  expect(await here('ada')).toEqual(['Bo Agent']);
  expect(await notePresence(sent.shop, { returnId: 'none', staffId: 'ada' })).toBeNull();
});

testOnEachEngine('who takes a return over has it, and the one before is told once', async (db) => {
  const sent = await returnWithCrew(db);
  const take = (staffId: string) => takeOver(sent.shop, { returnId: sent.returnId, staffId });
  expect(await viewAssignment(db, { returnId: sent.returnId, staffId: 'ada' })).toBeNull();
  for (const id of ['ada', 'ada', 'bo', 'bo']) expect(await take(id)).toEqual({ ok: true });
  expect(await viewAssignment(db, { returnId: sent.returnId, staffId: 'ada' })).toEqual({
    mine: false,
    name: 'Bo Agent',
  });
  expect(await viewNotices(db, 'ada')).toMatchObject([{ kind: 'taken-over', by: 'Bo Agent' }]);
  expect(await viewNotices(db, 'bo')).toEqual([]);
  expect(await listAudit(db, { act: 'return.assign' }, 10)).toHaveLength(2);
  // An answer of the customer also reaches whose return it is.
  await ask(sent);
  await answer(sent);
  expect(await unreadNotices(db, 'bo')).toBe(1);
});
