import * as z from 'zod';
import { lineEvent } from '../line/events.ts';

/** open: waits for a second person. void: what it rests on has changed, or a newer one took its place. */
export const PROPOSAL_STATES = ['open', 'approved', 'sent-back', 'void'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Most characters of the note with which a proposal goes back. */
export const NOTE_LIMIT = 2000;

const [, accept, reduce, reject] = lineEvent.options;

/** What is proposed for each line of a return, as it is stored: the machine's own events, each with its line. */
export const proposedDecisions = z
  .array(
    z.discriminatedUnion('type', [
      accept.extend({ lineId: z.string().min(1).max(64) }),
      reduce.extend({ lineId: z.string().min(1).max(64) }),
      reject.extend({ lineId: z.string().min(1).max(64) }),
    ]),
  )
  .min(1)
  .max(1000);
export type ProposedDecisions = z.output<typeof proposedDecisions>;

/** All that an approval is bound to. */
export interface ProposalContent {
  readonly returnId: string;
  /** Each step of the return makes a new version. */
  readonly returnVersion: number;
  readonly decisions: ProposedDecisions;
  /** The refund to the last cent, and the payments it goes to. */
  readonly quote: unknown;
  /** The verdict of each line with the policy version it rests on. */
  readonly ground: readonly { readonly lineId: string; readonly verdict: unknown }[];
}
