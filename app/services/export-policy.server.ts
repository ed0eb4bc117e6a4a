import type { Reader } from '#db/open.ts';
import { loadPolicyDraft } from '#db/policy-drafts.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { exportPolicy } from '#machines/policy/policy-file.ts';

/** A version as the text of a file that can be kept under version control; null when there is none with this number. */
export async function exportPolicyVersion(db: Reader, number: number): Promise<string | null> {
  const version = (await listPolicyVersions(db)).find((one) => one.number === number);
  return version ? exportPolicy(version.document) : null;
}

/** The same of a draft. */
export async function exportPolicyDraft(db: Reader, draftId: string): Promise<string | null> {
  const draft = await loadPolicyDraft(db, draftId);
  return draft ? exportPolicy(draft.document) : null;
}
