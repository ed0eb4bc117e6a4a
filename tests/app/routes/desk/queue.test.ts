import { expect, test } from 'vitest';
import { loader as queue } from '#app/routes/desk/queue.tsx';
import { loader as found } from '#app/routes/dock/found.tsx';
import { matchFoundParcel } from '#app/services/match-found-parcel.server.ts';
import { putFoundParcel } from '#app/services/put-found-parcel.server.ts';
import { sell } from '#tests/app/services/customer/arrange.ts';
import { openDesk } from './arrange.ts';

test('the queue leads to the found parcels that wait for customer care, for those who may open them', async () => {
  await using desk = await openDesk();
  const { shop, shell } = desk;
  await sell(shop, { lines: [{ id: 'a' }] });
  const deps = { ...shop, files: shell.deps.files };
  const at = shop.clock().epochMilliseconds;
  const words = { code: null, senderName: null, senderPlace: null, senderEmail: null, goods: 'a lamp', note: null };
  const photos = [{ jpeg: new Uint8Array([1, 2, 3]), width: 10, height: 10 }];
  const source = { device: 'device-one', sentAt: at, staffId: 'wally' };
  for (const id of ['found-001', 'found-002']) await putFoundParcel(deps, { id, scannedAt: at, words, photos, source });
  await matchFoundParcel(deps, { id: 'found-002', staffId: 'wally', target: { kind: 'order', id: 'o1' } });
  const href = '/dock/found?view=care';
  const { beside } = await queue(await desk.argsOf('agent', '/desk'));
  expect(beside).toContainEqual({ href, label: 'Found parcels', count: 1, more: false });
  expect((await queue(await desk.argsOf('finance', '/desk'))).beside.map((one) => one.href)).toEqual([
    '/desk/withdrawals',
  ]);
  expect((await found(await desk.argsOf('agent', href))).rows.map(({ id }) => id)).toEqual(['found-002']);
});
