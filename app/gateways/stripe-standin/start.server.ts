import { randomBytes } from 'node:crypto';
import { createStripeStandIn, type StripeStandIn } from './server.server.ts';
import { openSqliteStore } from './store-sqlite.server.ts';
import type { FindPayment } from './world.server.ts';

export interface StartOptions {
  port: number;
  /** SQLite file; its folder is made. */
  dataFile: string;
  webhook: { url: string; secret: string };
  findPayment: FindPayment;
}

const newId = (prefix: string): string => `${prefix}_${randomBytes(15).toString('base64url').replace(/[-_]/g, 'x')}`;

/** Starts the durable stand-in with a real clock and random ids, as the app in development and the command line do. */
export async function startStripeStandIn({ port, dataFile, webhook, findPayment }: StartOptions) {
  const store = openSqliteStore(dataFile);
  const standIn: StripeStandIn = createStripeStandIn({
    store,
    clock: () => Temporal.Now.instant(),
    newId,
    webhook,
    findPayment,
  });
  try {
    const { url } = await standIn.listen(port);
    const close = async (): Promise<void> => {
      await standIn.close();
      store.close();
    };
    return { url, close };
  } catch (error) {
    store.close();
    throw error;
  }
}
