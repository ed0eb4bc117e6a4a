import { expect, test } from 'vitest';
import { numbersCsv, viewNumbers } from '#app/services/view-numbers.server.ts';
import type { Database } from '#db/open.ts';
import { loadReturn } from '#db/returns.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { returnOf, type SentReturn } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

interface Told {
  readonly country?: string;
  readonly hours: number | null;
  readonly paidAfter?: number;
  readonly dueIn?: number;
}

/** Copies of one return, each with its own times; the model is not counted any more. */
async function shopWith(db: Database, told: readonly Told[]) {
  const shop = await openShop(db);
  const model = await returnOf(shop, { id: 'o1', number: '#1', lines: [{ id: 'a' }] }, { travel: 'label' });
  const now = shop.clock();
  await copies(db, model, told, now);
  return shop;
}

async function copies(db: Database, model: SentReturn, told: readonly Told[], now: Temporal.Instant): Promise<void> {
  const row = await loadReturn(db, model.returnId);
  if (!row) throw new Error('the model is gone');
  const requestedAt = now.subtract({ hours: 24 * 10 });
  await db.transaction(async (tx) => {
    const { returns, workflowEvents } = tx.tables;
    for (const [index, { country = 'DE', hours, paidAfter, dueIn }] of told.entries()) {
      const id = `copy-${index}`;
      const receivedAt = hours === null ? null : requestedAt.add({ hours });
      const closedAt = receivedAt && paidAfter !== undefined ? receivedAt.add({ hours: paidAfter }) : null;
      const refundDueAt = dueIn === undefined ? null : now.add({ seconds: dueIn });
      const state = closedAt ? 'closed' : receivedAt ? 'received' : 'open';
      const own = { id, rmaCode: id, draftId: id, country, requestedAt, receivedAt, closedAt, refundDueAt, state };
      await tx.insert(returns).values({ ...row, ...own });
      if (!receivedAt) continue;
      const step = { subjectKind: 'return', subjectId: id, returnId: id, type: 'receive', event: {}, state };
      const events = [
        { actor: 'system', at: requestedAt.add({ hours: 1 }), version: 2 },
        { actor: 'staff:d', at: receivedAt, version: 3 },
      ];
      for (const one of events) await tx.insert(workflowEvents).values({ ...step, ...one, id: `${id}-${one.version}` });
    }
  });
}

const HOUR = 3_600_000;

testOnEachEngine('medians of an odd and an even number, by country and in all', async (db) => {
  const shop = await shopWith(db, [
    { hours: 10, paidAfter: 2 },
    { hours: 20, paidAfter: 4 },
    { hours: 90, paidAfter: 100 },
    { hours: 30, country: 'PL' },
    { hours: 41, country: 'PL' },
    { hours: null, country: 'PL' },
  ]);
  const { rows } = await viewNumbers(shop, 30);
  const [all, ...others] = rows;
  expect(others.map(({ country }) => country)).toEqual(['DE', 'PL']);
  expect(others[0]).toMatchObject({ receipt: 20 * HOUR, money: 4 * HOUR, whole: 24 * HOUR, response: 20 * HOUR });
  expect(others[1]).toMatchObject({ receipt: 35.5 * HOUR, money: null, whole: null, response: 35.5 * HOUR });
  expect(all).toMatchObject({ country: null, requested: 7, receipt: 30 * HOUR, money: 4 * HOUR });
});

testOnEachEngine('what waits, and what the law wanted until now', async (db) => {
  const shop = await shopWith(db, [
    { hours: 10, dueIn: 0 },
    { hours: 10, dueIn: 1 },
    { hours: null, dueIn: -1 },
    { hours: 10, paidAfter: 1, dueIn: -100 },
  ]);
  const [all] = (await viewNumbers(shop, 30)).rows;
  expect(all).toMatchObject({ waiting: 4, overdue: 2 });
});

test('a span has its edges: ten days ago is not within the last ten days, and is within eleven', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, [{ hours: 10 }]);
  expect((await viewNumbers(shop, 10)).rows[0].requested).toBe(1);
  expect((await viewNumbers(shop, 11)).rows[0].requested).toBe(2);
});

test('the file: its bytes, and nothing that a spreadsheet would run', async () => {
  await using db = await openTestDatabase();
  const shop = await shopWith(db, [{ hours: 10, paidAfter: 2, country: '=1' }]);
  const { from, to } = await viewNumbers(shop, 30);
  const lines: string[] = [];
  for await (const line of numbersCsv(shop, 30)) lines.push(line);
  expect(lines).toEqual([
    '"from","to","country","requested","waiting_now","overdue_now","response_median_seconds","receipt_median_seconds","money_median_seconds","whole_median_seconds"\r\n',
    `"${from}","${to}","ALL",2,1,0,36000,36000,7200,43200\r\n`,
    `"${from}","${to}","'=1",1,0,0,36000,36000,7200,43200\r\n`,
    `"${from}","${to}","DE",1,1,0,,,,\r\n`,
  ]);
});
