import { insertPolicyDraft } from '#db/policy-drafts.ts';
import { versionInForce } from '#machines/policy/index.ts';
import { type FileProblem, readPolicyFile } from '#machines/policy/policy-file.ts';
import type { ServiceDeps } from './deps.ts';
import { allVersions } from './policy-ground.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface ImportPolicyDraftInput {
  /** The file's text. */
  readonly text: string;
  readonly title: string;
  readonly staffId: string;
}

export type ImportedDraft =
  | { readonly ok: true; readonly draftId: string }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: 'policy.file' };
      /** Everything wrong with the file, each with its place. */
      readonly problems: readonly FileProblem[];
      /** How many more there are than are listed. */
      readonly more: number;
    };

/**
 * Makes a draft of a file; it stands on the version in force and goes the same way as any other: nothing is published by a file. A file that
 * cannot be read, or whose content could never be published, makes no draft and is answered with each problem and its place.
 */
export async function importPolicyDraft(deps: ServiceDeps, input: ImportPolicyDraftInput): Promise<ImportedDraft> {
  const read = readPolicyFile(input.text);
  if (!read.ok) return { ok: false, refusal: { code: 'policy.file' }, problems: read.problems, more: read.more };
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const base = versionInForce(await allVersions(unit.tx), unit.at);
    const draftId = unit.nextId();
    await insertPolicyDraft(unit.tx, {
      ...{ id: draftId, title: input.title, document: read.document, rollbackOf: null },
      ...{ baseNumber: base?.number ?? 0, createdBy: unit.actor, createdAt: unit.at },
    });
    return { ok: true, draftId };
  });
}
