import { listSavedViews } from '#db/saved-views.ts';
import type { ServiceDeps } from './deps.ts';
import { OWN_VIEWS_LIMIT, SHARED_VIEWS_LIMIT } from './save-view.server.ts';

/** The views that this person may change: their own. */
export async function ownViews({ db }: Pick<ServiceDeps, 'db'>, staffId: string) {
  const seen = await listSavedViews(db, staffId, OWN_VIEWS_LIMIT + SHARED_VIEWS_LIMIT);
  return seen
    .filter((view) => view.ownerId === staffId)
    .map(({ id, name, query, shared }) => ({ id, name, query, shared }));
}
