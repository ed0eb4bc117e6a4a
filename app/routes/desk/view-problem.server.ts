import type { StaffArgs } from '#app/http.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import type { SaveViewRefusal } from '#app/services/save-view.server.ts';

const KEYS = {
  'view.name-missing': 'name-missing',
  'view.name-long': 'name-long',
  'view.too-many-own': 'too-many-own',
  'view.too-many-shared': 'too-many-shared',
  'view.not-yours': 'not-yours',
} as const satisfies Record<SaveViewRefusal, string>;

/** Why a view cannot be kept so, in the reader's words. */
export function viewProblem({ code, ...figures }: Refusal<SaveViewRefusal>, { t }: StaffArgs): string {
  return t(`queue:saved.error.${KEYS[code]}`, { most: Number(figures.most ?? 0), limit: Number(figures.limit ?? 0) });
}
