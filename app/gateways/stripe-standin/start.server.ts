import { randomBytes } from 'node:crypto';
import { openRecords } from './records.server.ts';
import { createStripeStandIn, type StripeStandIn } from './server.server.ts';
import type { StandInStore } from './store.server.ts';
import { openSqliteStore } from './store-sqlite.server.ts';
import type { FindPayment } from './world.server.ts';

export interface StartOptions {
  port: number;
  /** SQLite file; its folder is made. */
  dataFile: string;
  webhook: { url: string; secret: string };
  findPayment: FindPayment;
  /** Lets other processes use the controls, the clock among them. */
  controlToken?: string | undefined;
}

const newId = (prefix: string): string => `${prefix}_${randomBytes(15).toString('base64url').replace(/[-_]/g, 'x')}`;

/** This machine's clock, moved on by what was asked for; kept with the data, so that a restart does not go back in time. */
function movableClock(store: StandInStore) {
  const { settings } = openRecords(store);
  let aheadMs = settings.get('clock-ahead')?.value ?? 0;
  return {
    clock: () => Temporal.Now.instant().add({ milliseconds: aheadMs }),
    advanceClock(byMs: number): void {
      aheadMs += byMs;
      settings.put({ id: 'clock-ahead', value: aheadMs });
    },
  };
}

/** Starts the durable stand-in with a clock that goes by itself and random ids, as the app in development and the CLI do. */
export async function startStripeStandIn({ port, dataFile, webhook, findPayment, controlToken }: StartOptions) {
  const store = openSqliteStore(dataFile);
  const { clock, advanceClock } = movableClock(store);
  const standIn: StripeStandIn = createStripeStandIn({
    ...{ store, clock, newId, webhook, findPayment },
    ...{ controlToken, advanceClock },
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
