/** `asked`: something was done about it, and the next look says whether it helped. `accepted`: a person knows, and it stays as it is. */
export const DIFFERENCE_STATES = ['open', 'asked', 'accepted', 'resolved'] as const;
export type DifferenceState = (typeof DIFFERENCE_STATES)[number];

/** Those that a person, or the next look, has still to deal with. */
export const UNSOLVED = ['open', 'asked'] as const satisfies readonly DifferenceState[];

/**
 * What becomes of a difference that is seen once more. What was done about it did not help, so it is open again; one that was accepted stays so
 * as long as it says the same: nobody has to accept it anew each day.
 */
export function afterSeenAgain(state: DifferenceState, saysTheSame: boolean): DifferenceState {
  return state === 'accepted' && saysTheSame ? 'accepted' : 'open';
}

/** What a person may do about a difference. */
export const DIFFERENCE_ACTIONS = ['read-again', 'record-outside', 'send-again', 'accept'] as const;
export type DifferenceAction = (typeof DIFFERENCE_ACTIONS)[number];

/**
 * Which of them makes sense:
 * - `read-again` asks the provider once more and takes its word, for what it has and for what has an open end;
 * - `record-outside` notes a refund that the provider made as one that we did not ask for, which leaves less to refund of its payment;
 * - `send-again` only where the payout itself has failed, and only by its own way to try again;
 * - `accept` always, with a reason.
 */
export function actionsFor(
  difference: { readonly kind: string; readonly refundRef: string | null; readonly payoutId: string | null },
  payoutState: string | null,
): DifferenceAction[] {
  const { kind, refundRef, payoutId } = difference;
  const failed = payoutState === 'failed' || payoutState === 'reopened';
  const actions: DifferenceAction[] = [];
  if (kind === 'extra' || kind === 'duplicate') actions.push('record-outside');
  else if (refundRef !== null || payoutId !== null) actions.push('read-again');
  if (kind === 'missing' && failed) actions.push('send-again');
  return [...actions, 'accept'];
}
