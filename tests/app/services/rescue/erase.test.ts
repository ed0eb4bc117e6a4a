import { existsSync, readFileSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { expect, test } from 'vitest';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { fireDeadline } from '#app/services/fire-deadline.server.ts';
import { recordTransfer } from '#app/services/record-transfer.server.ts';
import { revealAccount } from '#app/services/reveal-account.server.ts';
import { dueDeadlines } from '#db/deadlines.ts';
import type { Database } from '#db/open.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { again, askedTransfer, IBAN, openRescue, type RescueShop } from './arrange.ts';

async function fireAll(shop: RescueShop): Promise<void> {
  for (const deadline of await dueDeadlines(shop.db, shop.clock(), 100)) await fireDeadline(shop, deadline);
}

async function paid(shop: RescueShop, orderId = 'o1', days = 14) {
  const asked = await askedTransfer(shop, orderId, days);
  const { id: transferId, contentHash } = asked.transfer;
  expect((await revealAccount(shop, { transferId, staffId: 'f1' })).ok).toBe(true);
  const made = { reference: 'SEPA-1', madeOn: '2026-11-21' };
  expect((await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, ...made })).ok).toBe(true);
  expect((await confirmTransfer(shop, { transferId, staffId: 'f2', contentHash })).ok).toBe(true);
  return asked.transfer;
}

/** Everything that stands in any table. */
async function everything(db: Database): Promise<string> {
  const rows = await Promise.all(Object.values(db.tables).map((table) => db.select().from(table)));
  return JSON.stringify(rows);
}

testOnEachEngine('thirty days after the confirmation the account is gone from every table', async (db) => {
  const shop = await openRescue(db);
  const transfer = await paid(shop);
  const sealed = transfer.accountSealed ?? '';
  shop.pass({ hours: 30 * 24 - 1 });
  await fireAll(shop);
  expect(await everything(db)).toContain(sealed);
  shop.pass({ hours: 2 });
  await fireAll(shop);
  const row = await again(shop, transfer);
  expect(row).toMatchObject({ state: 'confirmed', accountSealed: null, accountMask: 'DE•• •••• 3000' });
  expect(row.erasedAt).toEqual(shop.clock());
  const left = await everything(db);
  expect(left).not.toContain(sealed);
  expect(left).not.toContain(IBAN);
  expect(left).not.toContain('Ada Lovelace","iban');
  await fireAll(shop);
  expect(await again(shop, transfer)).toEqual(row);
});

/** The bytes of the file and of its log. */
function bytesOf(path: string): string {
  return ['', '-wal', '-shm']
    .map((suffix) => path + suffix)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
}

function checkpoint(path: string): void {
  const file = new SqliteFile(path);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

test('the account never stands in the file in clear; once erased, neither does what was sealed of it', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  // Several, so that what is taken out of a page is not overwritten by chance.
  const orders = ['o1', 'o2', 'o3', 'o4', 'o5'];
  const sealed: string[] = [];
  for (const order of orders) sealed.push((await paid(shop, order, 1)).accountSealed ?? 'nothing');
  checkpoint(db.url);
  const before = bytesOf(db.url);
  expect(sealed.filter((one) => before.includes(one))).toEqual(sealed);
  for (const clear of [IBAN, IBAN.slice(4, 22), 'DE89 3704 0044']) expect(before).not.toContain(clear);
  shop.pass({ hours: 31 * 24 });
  await fireAll(shop);
  checkpoint(db.url);
  const after = bytesOf(db.url);
  expect(after.length).toBeGreaterThan(10_000);
  // A part of it is one too many.
  expect(sealed.filter((one) => after.includes(one.slice(40, 140)))).toEqual([]);
  for (const clear of [IBAN, IBAN.slice(4, 22)]) expect(after).not.toContain(clear);
});
