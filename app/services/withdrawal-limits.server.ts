import type { Tx } from '#db/open.ts';
import { countInHour, hourOf, type Mode, mostInHour, networkOf } from './access-limits.server.ts';

/** Statements from one network in an hour: more than any household makes, and than a library's computers do. */
export const STATEMENT_LIMIT = 60;
/** Acknowledgements mailed to one address in an hour; those beyond it wait for a later one. */
export const ACKNOWLEDGEMENT_LIMIT = 5;

/** Counts a statement of this network, and says whether it may still be made. */
export async function mayState(tx: Tx, clientIp: string, at: Temporal.Instant, mode: Mode | undefined) {
  const made = await countInHour(tx, `statement ${networkOf(clientIp)}`, at);
  return made <= mostInHour(STATEMENT_LIMIT, mode);
}

/**
 * When the acknowledgement may be mailed: at once, or in a later hour when the address had its share of this one, so that nobody's mailbox can be
 * filled by others who type their address. The statement counts either way.
 */
export async function acknowledgeAt(
  tx: Tx,
  emailKey: string,
  at: Temporal.Instant,
  mode: Mode | undefined,
): Promise<Temporal.Instant> {
  const asked = await countInHour(tx, `acknowledgement ${emailKey}`, at);
  const hours = Math.floor((asked - 1) / mostInHour(ACKNOWLEDGEMENT_LIMIT, mode));
  return hours === 0 ? at : hourOf(at).add({ hours });
}
