import { allow, fail } from '#app/http.server.ts';
import { exportPolicyDraft } from '#app/services/export-policy.server.ts';
import { policyFile } from './policy-file-answer.server.ts';

/** A draft as a file. */
export const loader = allow('policy.read', async ({ deps, params }) => {
  const text = await exportPolicyDraft(deps.db, (params.id ?? '').slice(0, 100));
  if (text === null) fail(404, 'not-found');
  return policyFile(text, 'policy-draft.json');
});
