import { type Draft, loadDraft } from '#db/drafts.ts';
import { type FileRecord, listFilesOfDraft } from '#db/files.ts';
import type { Reader } from '#db/open.ts';
import { findOpenDraft } from '#db/open-drafts.ts';
import { type Answers, answersSchema, type Circumstances } from '#machines/answers.ts';
import { DRAFT_HOURS } from './begin-draft.server.ts';
import { loadOrderCase, type OrderCase } from './order-case.server.ts';
import { returningLines, travelsFor } from './quote-answers.server.ts';
import { refundWays } from './refund-ways.server.ts';

export interface DraftCase {
  readonly draft: Draft<Answers>;
  readonly orderCase: OrderCase;
  readonly circumstances: Circumstances;
  /** The photos of the draft, the oldest first. */
  readonly photos: readonly FileRecord[];
}

/** The draft that a page with a question is about: the one still open for the guest's order. Null when there is none. */
export async function loadOpenDraft(db: Reader, orderId: string, now: Temporal.Instant): Promise<DraftCase | null> {
  const open = await findOpenDraft(db, { orderId, since: now.subtract({ hours: DRAFT_HOURS }) });
  return open && loadDraftCase(db, { id: open.id, orderId }, now);
}

/** A draft by its id, only if it is of this order; sent or not. */
export async function loadDraftCase(
  db: Reader,
  key: { readonly id: string; readonly orderId: string },
  now: Temporal.Instant,
): Promise<DraftCase | null> {
  const draft = await loadDraft(db, key, answersSchema);
  const orderCase = draft && (await loadOrderCase(db, key.orderId, now));
  if (!draft || !orderCase) return null;
  const photos = await listPhotos(db, draft.id);
  return { draft, orderCase, photos, circumstances: circumstancesOf(orderCase, draft.answers) };
}

/** What the order and the answers so far mean for the questions. */
export function circumstancesOf(orderCase: OrderCase, answers: Answers): Circumstances {
  return {
    isSealed: (lineId) => isSealed(orderCase, lineId),
    refunds: refundWays(orderCase, returningLines(answers)).ways,
    travels: travelsFor(orderCase, returningLines(answers)),
  };
}

/** Whether the right to return a line ends with its seal: the policy names the conditions, here is only looked for those of a seal. */
export function isSealed({ verdicts }: OrderCase, lineId: string): boolean {
  const verdict = verdicts.get(lineId);
  return verdict?.outcome === 'returnable' && verdict.conditions.some((condition) => condition.endsWith('_unsealed'));
}

/** The photos of a draft, the oldest first. */
export async function listPhotos(db: Reader, draftId: string): Promise<FileRecord[]> {
  return (await listFilesOfDraft(db, draftId)).filter((file) => file.kind === 'photo');
}
