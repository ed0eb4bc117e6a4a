import type { Translate } from '#app/i18n/types.ts';
import { REDUCE_REASONS, REJECT_REASONS } from '#machines/line/index.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';

/** Why the customer sends it back; an unknown code of an older release says nothing. */
export function reasonWords(code: string, t: Translate): string | null {
  const reason = REASON_CODES.find((known) => known === code);
  return reason ? t(`terms:reason.${reason}`) : null;
}

/** Why the desk gave less, or nothing. */
export function deskReasonWords(code: string | null, t: Translate): string | null {
  const reduced = REDUCE_REASONS.find((known) => known === code);
  if (reduced) return t(`terms:reduce-reason.${reduced}`);
  const rejected = REJECT_REASONS.find((known) => known === code);
  return rejected ? t(`terms:reject-reason.${rejected}`) : null;
}
