import { z } from 'zod';
import { type AuditRow, listAudit } from '#db/audit.ts';
import type { Reader } from '#db/open.ts';
import { listEventsOfReturn, type WorkflowEventRow } from '#db/workflow-events.ts';
import { contestWorkflow } from '#machines/contest/index.ts';
import { goodwillWorkflow } from '#machines/goodwill/index.ts';
import { GIVE_ACT } from '../give-return.server.ts';
import { staffNames } from '../staff-names.server.ts';
import { viewConversation } from './view-conversation.server.ts';

/** What people did around a return; amounts in minor units. */
export type CaseTold =
  | { readonly key: 'write' | 'ask' | 'answer' | 'answer-asked' | 'contest-start' | 'contest-uphold' | 'take' }
  | {
      readonly key: 'contest-correct' | 'goodwill-ask' | 'goodwill-give' | 'goodwill-agree' | 'goodwill-refuse';
      readonly amount: number;
    };

export type CaseStep = CaseTold & {
  readonly id: string;
  readonly at: string;
  /** Who of the staff; null: the customer. */
  readonly name: string | null;
};

const givenSchema = z.object({ assignedTo: z.string().nullable() });
const startSchema = z.object({ input: z.object({ amount: z.int() }) });

/** More acts of one return than anybody reads. */
const ACTS = 200;

/** Messages, who took it, contested decisions and goodwill, as steps of the story of a return. */
export async function viewCaseStory(db: Reader, returnId: string): Promise<CaseStep[]> {
  const [talk, taken, events, nameOf] = await Promise.all([
    viewConversation(db, returnId),
    listAudit(db, { returnId, act: GIVE_ACT }, ACTS),
    listEventsOfReturn(db, returnId),
    staffNames(db),
  ]);
  let asked = false;
  const messages = talk.messages.map(({ id, from, name, at, asks }): CaseStep => {
    const wasAsked = asked;
    asked = from === 'customer' ? false : asked || asks;
    if (from === 'customer') return { id, at, name: null, key: wasAsked ? 'answer-asked' : 'answer' };
    return { id, at, name, key: asks ? 'ask' : 'write' };
  });
  const takes = taken.filter(tookIt).map(({ seq, at, actor }): CaseStep => {
    return { id: `take-${seq}`, at: at.toString(), name: nameOf(actor), key: 'take' };
  });
  const givenAtOnce = new Set(events.filter(({ type }) => type === 'give').map(({ subjectId }) => subjectId));
  const steps = events.flatMap((event): CaseStep[] => {
    if (event.type === 'start' && givenAtOnce.has(event.subjectId)) return [];
    const told = tell(event);
    const name = event.actor.startsWith('staff:') ? nameOf(event.actor) : null;
    return told ? [{ ...told, id: event.id, at: event.at.toString(), name }] : [];
  });
  return [...messages, ...takes, ...steps];
}

/** Whoever acted has it from then on; that somebody gave it to another stands in the list of acts. */
function tookIt({ actor, after }: AuditRow): boolean {
  const to = givenSchema.safeParse(after).data?.assignedTo ?? null;
  return to !== null && actor === `staff:${to}`;
}

function tell(row: WorkflowEventRow): CaseTold | null {
  if (row.subjectKind === 'contest') {
    if (row.type === 'start') return { key: 'contest-start' };
    const event = contestWorkflow.event.parse(row.event);
    return event.type === 'correct' ? { key: 'contest-correct', amount: event.amount } : { key: 'contest-uphold' };
  }
  if (row.subjectKind !== 'goodwill') return null;
  if (row.type === 'start') return { key: 'goodwill-ask', amount: startSchema.parse(row.event).input.amount };
  const event = goodwillWorkflow.event.parse(row.event);
  return { key: `goodwill-${event.type}`, amount: event.amount };
}
