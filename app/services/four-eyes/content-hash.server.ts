import { createHash } from 'node:crypto';
import { canonicalJson } from '#machines/canonical-json.ts';
import type { ProposalContent } from '#machines/four-eyes/proposal.ts';
import type { DecideInput, PreparedDecision } from '../decide-return.server.ts';

/** What an approval is bound to: the same hash as long as the decision, the refund with its payments, the return and its verdicts are the same. */
export function contentHash(prepared: PreparedDecision, { returnId, version, decisions }: DecideInput): string {
  const ground = prepared.lines.map(({ line, verdict }) => ({ lineId: line.id, verdict }));
  const byLine = [...decisions].toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
  const content: ProposalContent = {
    ...{ returnId, returnVersion: version, decisions: byLine, quote: prepared.quote },
    ground: ground.toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1)),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
