/** How a refund stands to the day by which the law wants it made. Days are whole local days at the customer's place. */
export type LegalDue =
  | { readonly kind: 'none' }
  | { readonly kind: 'due'; readonly days: number; readonly lastDay: string }
  | { readonly kind: 'overdue'; readonly days: number; readonly lastDay: string };

/** `days` is 0 on the last day itself, and from 1 up when the day has passed. */
export function legalDue(
  row: { readonly refundDueAt: Temporal.Instant | null; readonly timeZone: string },
  now: Temporal.Instant,
): LegalDue {
  if (row.refundDueAt === null) return { kind: 'none' };
  // The stored instant is the first one after the day.
  const last = row.refundDueAt.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(row.timeZone).toPlainDate();
  const days = now.toZonedDateTimeISO(row.timeZone).toPlainDate().until(last, { largestUnit: 'day' }).days;
  const kind = Temporal.Instant.compare(now, row.refundDueAt) >= 0 ? 'overdue' : 'due';
  return { kind, days: Math.abs(days), lastDay: last.toString() };
}
