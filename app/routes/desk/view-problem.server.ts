import type { StaffArgs } from '#app/http.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import type { SaveViewRefusal } from '#app/services/save-view.server.ts';

/** Why a view cannot be kept so, in the reader's words. */
export function viewProblem({ code, ...figures }: Refusal<SaveViewRefusal>, { t }: StaffArgs): string {
  return t(`terms:code.${code}`, { most: Number(figures.most ?? 0), limit: Number(figures.limit ?? 0) });
}
