import { PaymentsFault } from '#app/gateways/payments.ts';
import { admitToProvider, noteProviderAnswer } from '#app/services/provider-health.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { claimReading, loadCursor, saveCursor } from '#db/provider-cursors.ts';
import type { EffectDeps } from './effect-deps.ts';

/** Under which name the place in the provider's list of events is kept. */
const CURSOR = 'stripe-events';
/** How often the provider's list is read. Events are sent to us besides: the list makes up for those that were lost. */
const EVERY_SECONDS = 300;
/** The provider keeps its events so long; the first reading goes back as far. */
const LONGEST_DAYS = 30;
/** An event can come into the list a little after the second that it names. */
const OVERLAP_SECONDS = 120;
/** How often a process asks whether a reading is due. */
const LOOK_MS = 30_000;

export interface Polled {
  /** Events that were read. */
  readonly read: number;
  /** Those of them that nobody had told us of. */
  readonly news: number;
}

/**
 * Reads the provider's events since the last reading, to the end of the list, and takes each as if it had been sent to us. Null when another worker
 * has read lately, or nothing is sent to the provider at present. Where it breaks off the next one reads the same again, without harm.
 */
export async function pollWhenDue(
  deps: EffectDeps,
  { everySeconds = EVERY_SECONDS, signal }: { everySeconds?: number; signal?: AbortSignal } = {},
): Promise<Polled | null> {
  const at = deps.clock();
  const before = await loadCursor(deps.db, CURSOR);
  const dueBefore = at.subtract({ seconds: everySeconds });
  if (before && Temporal.Instant.compare(before.at, dueBefore) > 0) return null;
  const admission = await admitToProvider(deps);
  if (!admission.go) return null;
  const claimed = await deps.db.transaction((tx) => claimReading(tx, { name: CURSOR, now: at, dueBefore }));
  if (!claimed) return null;
  try {
    const polled = await readSince(deps, startOf(before?.value ?? null, at), at, signal);
    if (signal?.aborted) return null;
    await deps.db.transaction((tx) => saveCursor(tx, { name: CURSOR, at, value: at.toString() }));
    await noteProviderAnswer(deps, admission.circuit, 'answered');
    return polled;
  } catch (error) {
    if (!(error instanceof PaymentsFault)) throw error;
    deps.log.warn({ code: error.code, err: error }, 'the events of the payment provider could not be read');
    // A reading in the background never closes the way for refunds, but for the one fault that they would meet as well.
    if (error.code === 'misconfigured') await noteProviderAnswer(deps, admission.circuit, 'misconfigured');
    return null;
  }
}

function startOf(value: string | null, now: Temporal.Instant): Temporal.Instant {
  const oldest = now.subtract({ hours: 24 * LONGEST_DAYS });
  if (value === null) return oldest;
  const since = Temporal.Instant.from(value).subtract({ seconds: OVERLAP_SECONDS });
  return Temporal.Instant.compare(since, oldest) < 0 ? oldest : since;
}

async function readSince(
  deps: EffectDeps,
  createdSince: Temporal.Instant,
  now: Temporal.Instant,
  signal: AbortSignal | undefined,
): Promise<Polled> {
  // A little beyond our own present: the provider's clock may be ahead of ours.
  const span = { createdSince, until: now.add({ seconds: OVERLAP_SECONDS }) };
  const polled = { read: 0, news: 0 };
  for await (const event of deps.gateways.payments.listEvents(span)) {
    if (signal?.aborted) break;
    polled.read += 1;
    if (event.account === null && (await receiveStripeEvent(deps, event)).first) polled.news += 1;
  }
  return polled;
}

export interface Poller {
  stop(): Promise<void>;
}

/** Looks now and then whether a reading is due. Any number of processes may: one of them reads. */
export function startPoller(deps: EffectDeps): Poller {
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    if (busy) return;
    busy = true;
    running = pollWhenDue(deps, { signal: stopping.signal })
      .catch((error) => deps.log.error({ err: error }, 'the events of the payment provider could not be taken'))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
