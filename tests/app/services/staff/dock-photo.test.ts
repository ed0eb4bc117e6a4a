import { expect, test } from 'vitest';
import { addDockPhoto, DOCK_PHOTOS_LIMIT } from '#app/services/add-dock-photo.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { readPhoto } from '#app/services/read-photo.server.ts';
import { readStaffPhoto } from '#app/services/read-staff-photo.server.ts';
import { listFilesOfReturn } from '#db/files.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { acceptAll, receive, returnOf, rowOf, type SentReturn, sendReturn } from './arrange.ts';

/** A file store in memory: what is asserted here is what is kept, not how. */
function withFiles(sent: SentReturn) {
  const kept = new Map<string, Uint8Array>();
  const files = {
    put: async (id: string, bytes: Uint8Array) => void kept.set(id, bytes),
    delete: async (id: string) => void kept.delete(id),
    get: async (id: string) => {
      const bytes = kept.get(id);
      return bytes ? { bytes, contentType: 'image/jpeg' } : null;
    },
  };
  return { deps: { ...sent.shop, files }, kept };
}

const photo = (byte: number) => ({ jpeg: new Uint8Array([byte]), width: 1, height: 1 });

test('a form sent twice keeps each photo once, for staff and not for the customer', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const { deps, kept } = withFiles(sent);
  const add = (byte: number) =>
    addDockPhoto(deps, { rmaCode: sent.rmaCode, lineId: sent.line.id, staffId: 'dock', photo: photo(byte) });
  const [one, again] = await Promise.all([add(1), add(1)]);
  const other = await add(2);
  expect(one).toEqual(again);
  expect(other).not.toEqual(one);
  expect(kept.size).toBe(2);
  if (!one.ok) throw new Error('refused');
  expect((await readStaffPhoto(deps, one)).ok).toBe(true);
  expect((await readPhoto(deps, { orderId: 'o1', photoId: one.photoId })).ok).toBe(false);
});

test('a photo of another return’s line, one too many, and one of a decided return are not kept', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  const { deps, kept } = withFiles(sent);
  const add = async (byte: number, lineId = sent.line.id) => {
    const added = await addDockPhoto(deps, { rmaCode: sent.rmaCode, lineId, staffId: 'dock', photo: photo(byte) });
    return added.ok ? 'kept' : added.refusal.code;
  };
  expect(await add(0, other.line.id)).toBe('line.unknown');
  for (let byte = 1; byte <= DOCK_PHOTOS_LIMIT; byte += 1) expect(await add(byte)).toBe('kept');
  expect(await add(200)).toBe('photo.too-many');
  await receive(sent);
  const { version } = await rowOf(sent);
  await decideReturn(sent.shop, {
    returnId: sent.returnId,
    version,
    staffId: 'desk',
    decisions: acceptAll(sent.lines),
  });
  expect(await add(201)).toBe('return.not-countable');
  expect(kept.size).toBe(DOCK_PHOTOS_LIMIT);
  expect(await listFilesOfReturn(db, sent.returnId)).toHaveLength(DOCK_PHOTOS_LIMIT);
});

test('staff do not see what a customer has not sent, nor labels', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const { deps } = withFiles(sent);
  for (const photoId of ['unknown', '', '../../etc/passwd'])
    expect((await readStaffPhoto(deps, { photoId })).ok).toBe(false);
});
