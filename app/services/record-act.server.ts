import { type AuditAct, appendAudit } from '#db/audit.ts';
import type { Unit } from './unit-of-work.server.ts';

/** Keeps an act that is no step of a workflow in the chain of acts, in the transaction of the act; steps of staff are kept where they are stored. */
export async function recordAct(
  unit: Unit,
  act: Pick<AuditAct, 'act' | 'subjectKind' | 'subjectId'> & Partial<AuditAct>,
): Promise<void> {
  const unsaid = { returnId: null, before: null, after: null, why: null, policyVersion: null };
  await appendAudit(unit.tx, { ...unsaid, ...act, actor: unit.actor, at: unit.at });
}
