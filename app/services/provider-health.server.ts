import { changeCircuit, loadCircuit } from '#db/provider-health.ts';
import { type Admission, admit, type Circuit, type CircuitCause, failed, succeeded } from '#machines/circuit.ts';
import type { ServiceDeps } from './deps.ts';

/** The one payment provider, as the orders name it. */
export const PROVIDER = 'stripe';

/** So soon another worker has written what it is writing. */
const MOMENT = Temporal.Duration.from({ seconds: 1 });

/** Whether the provider may be called now, by any worker of any process. Of those that ask when a pause is over, one may. */
export async function admitToProvider(deps: Pick<ServiceDeps, 'db' | 'clock'>): Promise<Admission> {
  const now = deps.clock();
  const circuit = await loadCircuit(deps.db, PROVIDER);
  const first = admit(circuit, now);
  if (!first.go || first.circuit === circuit) return first;
  return deps.db.transaction(async (tx) => {
    let admission: Admission = { go: false, retryAt: now.add(MOMENT), cause: circuit.cause };
    const change = (present: Circuit): Circuit => {
      admission = admit(present, now);
      return admission.go ? admission.circuit : present;
    };
    await changeCircuit(tx, PROVIDER, change, now);
    return admission;
  });
}

/** Notes what became of a call that was let in under `admitted`; a good answer in good times writes nothing. */
export async function noteProviderAnswer(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  admitted: Circuit,
  answer: 'answered' | CircuitCause,
): Promise<void> {
  if (answer === 'answered' && admitted.state === 'closed' && admitted.failures === 0) return;
  const now = deps.clock();
  const change = (present: Circuit): Circuit =>
    answer === 'answered' ? succeeded(present) : failed(present, answer, now);
  await deps.db.transaction((tx) => changeCircuit(tx, PROVIDER, change, now));
}

export interface ProviderHealth {
  readonly cause: CircuitCause | null;
  /** Since when nothing is sent to the provider. */
  readonly since: Temporal.Instant | null;
  /** When it is tried again. */
  readonly retryAt: Temporal.Instant | null;
}

/** Whether the provider is being called; null when all is well. */
export async function loadProviderHealth({ db }: Pick<ServiceDeps, 'db'>): Promise<ProviderHealth | null> {
  const { state, cause, openedAt, retryAt } = await loadCircuit(db, PROVIDER);
  return state === 'closed' ? null : { cause, since: openedAt, retryAt };
}
