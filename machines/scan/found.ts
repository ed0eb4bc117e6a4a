/** Where a parcel without a usable code is: nobody knows whose, somebody knows, or it is settled. */
export const FOUND_STATES = ['open', 'matched', 'closed'] as const;
export type FoundState = (typeof FOUND_STATES)[number];

export const FOUND_EVENTS = ['match', 'close', 'reopen'] as const;
export type FoundEvent = (typeof FOUND_EVENTS)[number];

/** Why a parcel was closed: its returns are counted, it went back or on, it is not ours, or it was put here twice. */
export const CLOSE_REASONS = ['sent-back', 'not-ours', 'handed-over', 'twice', 'settled'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

const STEPS: Readonly<Record<FoundState, Partial<Record<FoundEvent, FoundState>>>> = {
  open: { match: 'matched', close: 'closed' },
  // Several orders in one box: each is said by itself.
  matched: { match: 'matched', close: 'closed' },
  // Who closed it wrongly takes it up again.
  closed: { reopen: 'open' },
};

/** The state after an event, or null where the state does not take it. */
export function nextFound(state: FoundState, event: FoundEvent): FoundState | null {
  return STEPS[state][event] ?? null;
}
