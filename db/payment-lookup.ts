import { asc, eq } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { DatabaseError } from './errors.ts';
import { isPostgresUrl, sqliteFile } from './open.ts';
import { openPostgresReader } from './postgres.ts';
import { first } from './row.ts';
import { openSqliteReader } from './sqlite.ts';

/** Reads, from outside, what was paid: the local payment provider of a development shop knows its payments by it. */
export type PaymentLookup = {
  /** The payment with the provider's reference, in minor units; null when there is none, or no database yet. */
  findPayment(reference: string): Promise<{ amount: number; currency: string } | null>;
  close(): Promise<void>;
};

type Opened = { reader: Reader; close(): void | Promise<void> };

/** Opens nothing yet: the database may come into being later, so each question tries until it is there. */
export async function openPaymentLookup(databaseUrl: string | undefined): Promise<PaymentLookup> {
  const open = (): Opened =>
    isPostgresUrl(databaseUrl) ? openPostgresReader(databaseUrl) : openSqliteReader(sqliteFile(databaseUrl));
  let opened: Opened | undefined;
  const close = async () => {
    await opened?.close();
    opened = undefined;
  };
  return {
    findPayment: async (reference) => {
      try {
        opened ??= open();
        return await findByReference(opened.reader, reference);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        // No file, no server, or no tables yet.
        await close();
        return null;
      }
    },
    close,
  };
}

async function findByReference(db: Reader, reference: string) {
  const { payments } = db.tables;
  const { amount, currency } = payments;
  return first(
    await db
      .select({ amount, currency })
      .from(payments)
      .where(eq(payments.reference, reference))
      .orderBy(asc(payments.id))
      .limit(1),
  );
}
