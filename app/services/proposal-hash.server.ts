import { createHash } from 'node:crypto';
import type { PolicyDraft } from '#db/policy-drafts.ts';
import { canonicalJson } from '#machines/canonical-json.ts';

type Proposal = Pick<PolicyDraft, 'document' | 'baseNumber' | 'effectiveFrom' | 'reason' | 'rollbackOf'>;

/** What an approval is bound to: whoever approves lets go exactly what they read, to the letter. */
export function proposalHash({ document, baseNumber, effectiveFrom, reason, rollbackOf }: Proposal): string {
  const said = { document, baseNumber, effectiveFrom: effectiveFrom?.toString() ?? null, reason, rollbackOf };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
