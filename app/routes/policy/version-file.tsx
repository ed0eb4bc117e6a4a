import { allow, fail } from '#app/http.server.ts';
import { exportPolicyVersion } from '#app/services/export-policy.server.ts';
import { policyFile } from './policy-file-answer.server.ts';

/** A version as a file. */
export const loader = allow('policy.read', async ({ deps, params }) => {
  const number = /^[1-9]\d{0,5}$/.test(params.number ?? '') ? Number(params.number) : null;
  const text = number === null ? null : await exportPolicyVersion(deps.db, number);
  if (text === null) fail(404, 'not-found');
  return policyFile(text, `policy-${number}.json`);
});
