import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvLine } from '#app/services/csv-line.ts';
import {
  type ExportDays,
  exportDays,
  JOURNAL_COLUMNS,
  journalCsv,
  SUMMARY_COLUMNS,
  summaryCsv,
} from '#app/services/export-ledger.server.ts';
import { post } from '#db/ledger.ts';
import { account, transfersOf } from '#machines/ledger/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { NOW, openShop, type TestShop } from '../customer/arrange.ts';
import { pay } from './arrange.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const DAYS: ExportDays = { from: day('2026-11-21'), to: day('2026-11-21'), timeZone: 'Europe/Berlin' };

const rowsOf = async (csv: AsyncGenerator<string>): Promise<Record<string, string>[]> =>
  parse((await Array.fromAsync(csv)).join(''), { columns: true });

/** A goodwill of an amount at an instant, under an order that is called as given. */
async function grant(
  shop: TestShop,
  at: Temporal.Instant,
  amount: number,
  currency: string,
  key = `${at} ${currency}`,
) {
  const leg = { kind: 'goodwill', debit: account.goodwill(currency), credit: account.credit('c1'), amount } as const;
  const transfers = transfersOf({ key, currency, creditId: 'c1' }, [leg]);
  await shop.db.transaction((tx) => post(tx, transfers, { at, nextId: () => shop.ids.next() }));
}

testOnEachEngine('the journal: a line for each movement, in both units, with what people call things', async (db) => {
  const shop = await openShop(db);
  await pay(shop, 'o1');
  await grant(shop, NOW, 1234, 'KWD');
  await grant(shop, NOW, 1234, 'JPY');
  const text = (await Array.fromAsync(journalCsv(db, DAYS))).join('');
  expect(text.split('\r\n')[0]).toBe(JOURNAL_COLUMNS.map((name) => `"${name}"`).join(','));
  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(
    rows.map(({ kind, amount, currency, amount_minor, decimals }) => [kind, amount, currency, amount_minor, decimals]),
  ).toEqual([
    ['order-paid', '45.90', 'EUR', '4590', '2'],
    ['owed', '41.00', 'EUR', '4100', '2'],
    ['fee-kept', '4.90', 'EUR', '490', '2'],
    ['sent', '41.00', 'EUR', '4100', '2'],
    ['settled', '41.00', 'EUR', '4100', '2'],
    ['goodwill', '1.234', 'KWD', '1234', '3'],
    ['goodwill', '1234', 'JPY', '1234', '0'],
  ]);
  expect(rows[4]).toMatchObject({
    ...{ day: '2026-11-21', order_number: '#o1', payment_reference: 'pi_o1', refund_reference: 're_o1' },
    ...{ debit_account: 'transit:o1-payment', credit_account: 'payment:o1-payment', order_id: 'o1', credit_id: '' },
  });
  expect(rows[4]?.return_code).toMatch(/^\w{4}-\w{4}-\w$/);
});

testOnEachEngine('the sums of each day, currency and kind, by the days of the shop', async (db) => {
  const shop = await openShop(db);
  await pay(shop, 'o1');
  await pay(shop, 'o2');
  const lastMoment = Temporal.Instant.from('2026-11-21T22:59:59.999Z');
  await grant(shop, lastMoment, 100, 'EUR');
  await grant(shop, lastMoment, 100, 'USD');
  await grant(shop, lastMoment.add({ milliseconds: 1 }), 700, 'EUR');
  const summed = async (days: ExportDays) =>
    (await rowsOf(summaryCsv(db, days))).map((row) =>
      SUMMARY_COLUMNS.slice(0, 6)
        .map((name) => row[name])
        .join(' '),
    );
  expect(await summed(DAYS)).toEqual([
    '2026-11-21 EUR fee-kept 2 9.80 980',
    '2026-11-21 EUR goodwill 1 1.00 100',
    '2026-11-21 EUR order-paid 2 91.80 9180',
    '2026-11-21 EUR owed 2 82.00 8200',
    '2026-11-21 EUR sent 2 82.00 8200',
    '2026-11-21 EUR settled 2 82.00 8200',
    '2026-11-21 USD goodwill 1 1.00 100',
  ]);
  expect((await summed({ ...DAYS, to: day('2026-11-22') })).at(-1)).toBe('2026-11-22 EUR goodwill 1 7.00 700');
  expect(await summed({ ...DAYS, to: day('2026-11-20'), from: day('2026-11-20') })).toEqual([]);
});

test('more than a page: each movement once, and of a broken-off file no more than a page is read', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const many = Array.from({ length: 1201 }, (_, index) => {
    const leg = {
      kind: 'goodwill',
      debit: account.goodwill('EUR'),
      credit: account.credit('c1'),
      amount: index + 1,
    } as const;
    return transfersOf({ key: `many ${index}`, currency: 'EUR', creditId: 'c1' }, [leg]);
  });
  await db.transaction((tx) => post(tx, many.flat(), { at: NOW, nextId: () => shop.ids.next() }));
  const rows = await rowsOf(journalCsv(db, DAYS));
  expect(new Set(rows.map(({ entry_id }) => entry_id)).size).toBe(1201);
  expect((await rowsOf(summaryCsv(db, DAYS)))[0]).toMatchObject({
    transfers: '1201',
    amount_minor: String((1201 * 1202) / 2),
  });
  const journal = journalCsv(db, DAYS);
  await journal.next();
  const page = await journal.next();
  expect(String(page.value).trim().split('\r\n')).toHaveLength(500);
  await journal.return(undefined);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j in a text is no formula', (text) => {
  expect(csvLine([text])).toBe(`"'${text}"\r\n`);
});

test('quotes, commas and lines stay within their cell; numbers and empty cells have no quotes', () => {
  expect(csvLine(['a "b", c\nd', 12, { decimal: '-1.50' }, null, '1-2'])).toBe('"a ""b"", c\nd",12,-1.50,,"1-2"\r\n');
});

test('days in order, and a leap year of them at most', () => {
  expect(exportDays(day('2026-01-01'), day('2026-01-01'), 'UTC').ok).toBe(true);
  expect(exportDays(day('2024-01-01'), day('2024-12-31'), 'UTC').ok).toBe(true);
  expect(exportDays(day('2024-01-01'), day('2025-01-01'), 'UTC')).toMatchObject({
    refusal: { code: 'export.too-long' },
  });
  expect(exportDays(day('2026-01-02'), day('2026-01-01'), 'UTC')).toMatchObject({
    refusal: { code: 'export.backwards' },
  });
});
