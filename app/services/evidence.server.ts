import type { LineVerdict, ReasonCode } from '#machines/policy/index.ts';
import { type OrderCase, refundFor } from './order-case.server.ts';

/** What the merchant's rules ask for along with a return. */
export type EvidenceWanted = LineVerdict['terms']['evidence']['value'];

/** What is asked for when a line comes back for this reason; null where nothing is. */
export function evidenceFor(orderCase: OrderCase, lineId: string, reason: ReasonCode): EvidenceWanted | null {
  const wanted = orderCase.judge(lineId, refundFor(reason))?.verdict.terms.evidence.value;
  return wanted && (wanted.photos > 0 || wanted.comment) ? wanted : null;
}

/** What is missing of what has to be there; null where nothing is, or where it was only welcome. */
export function missingEvidence(
  wanted: EvidenceWanted | null,
  given: { readonly photos: number; readonly comment: string | null },
): 'evidence.photos' | 'evidence.comment' | null {
  if (!wanted?.required) return null;
  if (given.photos < wanted.photos) return 'evidence.photos';
  return wanted.comment && !given.comment?.trim() ? 'evidence.comment' : null;
}
