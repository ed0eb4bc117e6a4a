import { type LedgerRow, pageOfTransfers } from '#db/ledger.ts';
import { namesOf } from '#db/money-lists.ts';
import type { Reader } from '#db/open.ts';
import { exponent } from '#machines/currency.ts';
import { toDecimal } from '#machines/money.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { csvLine, type Decimal } from './csv-line.ts';
import { type Result, refuse } from './deps.ts';

const PAGE = 500;
/** Most days of one file: a leap year. */
export const EXPORT_DAYS = 366;

/** Local days of the shop, both included. */
export interface ExportDays {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly timeZone: string;
}

/** Checks the days of an export: in order, and not more than a year of them. */
export function exportDays(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  timeZone: string,
): Result<{ readonly days: ExportDays }, 'export.backwards' | 'export.too-long'> {
  if (Temporal.PlainDate.compare(from, to) > 0) return refuse('export.backwards');
  if (from.until(to).days >= EXPORT_DAYS) return refuse('export.too-long', { limit: EXPORT_DAYS });
  return { ok: true, days: { from, to, timeZone } };
}

export const JOURNAL_COLUMNS = [
  ...(['entry_id', 'cause', 'leg', 'booked_at', 'day', 'kind', 'debit_account', 'credit_account'] as const),
  ...(['amount', 'currency', 'amount_minor', 'decimals', 'order_number', 'return_code', 'payment_reference'] as const),
  ...(['refund_reference', 'order_id', 'return_id', 'payout_id', 'payment_id', 'credit_id'] as const),
] as const;

/** Every transfer of the days as a line, in the order of its writing; read page by page, so that any number of them fits. */
export async function* journalCsv(db: Reader, days: ExportDays): AsyncGenerator<string> {
  yield csvLine(JOURNAL_COLUMNS);
  for await (const rows of pages(db, days)) {
    const names = await namesOf(db, rows);
    const nameOf = (known: ReadonlyMap<string, string>, id: string | null) =>
      id === null ? null : (known.get(id) ?? null);
    const lines = rows.map((row) => {
      const code = nameOf(names.returns, row.returnId);
      return csvLine([
        ...[row.id, row.key, row.leg, row.at.toString(), dayOf(row, days), row.kind, row.debit, row.credit],
        ...[decimal(row.amount, row.currency), row.currency, row.amount, exponent(row.currency)],
        ...[nameOf(names.orders, row.orderId), code && formatRmaCode(code), nameOf(names.payments, row.paymentId)],
        ...[nameOf(names.refunds, row.payoutId), row.orderId, row.returnId, row.payoutId, row.paymentId, row.creditId],
      ]);
    });
    yield lines.join('');
  }
}

export const SUMMARY_COLUMNS = [
  ...(['day', 'currency', 'kind', 'transfers', 'amount', 'amount_minor', 'decimals'] as const),
] as const;

interface KindOfDay {
  readonly currency: string;
  readonly kind: string;
  transfers: number;
  amount: number;
}

/** What was moved on each day, by currency and kind. Of one day at a time something is held: a line for each kind. */
export async function* summaryCsv(db: Reader, days: ExportDays): AsyncGenerator<string> {
  yield csvLine(SUMMARY_COLUMNS);
  let day: string | null = null;
  const kinds = new Map<string, KindOfDay>();
  for await (const rows of pages(db, days)) {
    for (const row of rows) {
      const own = dayOf(row, days);
      if (day !== null && own !== day) yield linesOfDay(day, kinds);
      if (own !== day) kinds.clear();
      day = own;
      const key = `${row.currency} ${row.kind}`;
      const sum = kinds.get(key) ?? { currency: row.currency, kind: row.kind, transfers: 0, amount: 0 };
      kinds.set(key, { ...sum, transfers: sum.transfers + 1, amount: sum.amount + row.amount });
    }
  }
  if (day !== null) yield linesOfDay(day, kinds);
}

function linesOfDay(day: string, kinds: ReadonlyMap<string, KindOfDay>): string {
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted
    .map(([, { currency, kind, transfers, amount }]) =>
      csvLine([day, currency, kind, transfers, decimal(amount, currency), amount, exponent(currency)]),
    )
    .join('');
}

async function* pages(db: Reader, { from, to, timeZone }: ExportDays): AsyncGenerator<LedgerRow[]> {
  const since = from.toZonedDateTime(timeZone).toInstant();
  const until = to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  for (let after: LedgerRow | null = null; ; ) {
    const rows: LedgerRow[] = await pageOfTransfers(db, { since, until }, after, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last;
  }
}

const dayOf = ({ at }: LedgerRow, { timeZone }: ExportDays): string =>
  at.toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** With a point and all the decimals of the currency, as programs read it. */
const decimal = (amount: number, currency: string): Decimal => ({ decimal: toDecimal({ amount, currency }) });
