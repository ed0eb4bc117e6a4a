import {
  changeSavedView,
  countOwnViews,
  countSharedViews,
  deleteSavedView,
  insertSavedView,
  loadSavedView,
} from '#db/saved-views.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { filterQuery, readFilter } from './desk-filter.ts';
import { readViewName } from './queue-views.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

export const VIEW_NAME_LIMIT = 60;
/** Of one person, and of the whole desk: each is counted with every page. */
export const OWN_VIEWS_LIMIT = 20;
export const SHARED_VIEWS_LIMIT = 20;

export type SaveViewRefusal =
  | 'view.name-missing'
  | 'view.name-long'
  | 'view.too-many-own'
  | 'view.too-many-shared'
  | 'view.not-yours';

interface Named {
  readonly name: string;
  readonly shared: boolean;
}

/**
 * Keeps a view of the queue with what it is narrowed to, for oneself or for the whole desk. The same press twice keeps one. Refuses without a name,
 * one that is too long, and more than twenty of one person's or of the desk's.
 */
export async function saveView(
  deps: ServiceDeps,
  input: Named & { readonly id: string; readonly staffId: string; readonly query: string },
): Promise<Result<{ readonly id: string }, SaveViewRefusal>> {
  const wrong = wrongName(input.name);
  if (wrong) return wrong;
  const { id, staffId: ownerId, shared } = input;
  return commit(deps, `staff:${ownerId}`, async (unit) => {
    const known = await loadSavedView(unit.tx, id);
    if (known) return known.ownerId === ownerId ? { ok: true, id } : refuse('view.not-yours');
    if ((await countOwnViews(unit.tx, ownerId)) >= OWN_VIEWS_LIMIT)
      return refuse('view.too-many-own', { most: OWN_VIEWS_LIMIT });
    if (shared && (await countSharedViews(unit.tx)) >= SHARED_VIEWS_LIMIT)
      return refuse('view.too-many-shared', { most: SHARED_VIEWS_LIMIT });
    const [name, query] = [input.name.trim(), canonical(input.query)];
    await insertSavedView(unit.tx, { id, ownerId, name, shared, query, createdAt: unit.at });
    if (shared)
      await recordAct(unit, { act: 'view.share', subjectKind: 'view', subjectId: id, after: { name, query } });
    return { ok: true, id };
  });
}

/** Gives a view of one's own another name, or shares it, or keeps it for oneself again. */
export async function changeView(
  deps: ServiceDeps,
  input: Named & { readonly id: string; readonly staffId: string },
): Promise<Result<object, SaveViewRefusal>> {
  const wrong = wrongName(input.name);
  if (wrong) return wrong;
  const { id, staffId: ownerId, shared } = input;
  return commit(deps, `staff:${ownerId}`, async (unit) => {
    const before = await loadSavedView(unit.tx, id);
    if (before?.ownerId !== ownerId) return refuse('view.not-yours');
    if (shared && !before.shared && (await countSharedViews(unit.tx)) >= SHARED_VIEWS_LIMIT)
      return refuse('view.too-many-shared', { most: SHARED_VIEWS_LIMIT });
    const after = { name: input.name.trim(), shared };
    await changeSavedView(unit.tx, { id, ownerId }, after);
    if (shared || before.shared) {
      const told = { before: { name: before.name, shared: before.shared }, after };
      await recordAct(unit, { act: 'view.change', subjectKind: 'view', subjectId: id, ...told });
    }
    return { ok: true };
  });
}

/** Lets go of a view of one's own; what it was comes back, to be kept again by whoever pressed too soon. */
export async function dropView(
  deps: ServiceDeps,
  input: { readonly id: string; readonly staffId: string },
): Promise<Result<Named & { readonly query: string }, SaveViewRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const dropped = await deleteSavedView(unit.tx, { id: input.id, ownerId: input.staffId });
    if (!dropped) return refuse('view.not-yours');
    const { name, shared, query } = dropped;
    if (shared)
      await recordAct(unit, { act: 'view.drop', subjectKind: 'view', subjectId: input.id, before: { name, query } });
    return { ok: true, name, shared, query };
  });
}

function wrongName(name: string) {
  const length = name.trim().length;
  if (length === 0) return refuse('view.name-missing');
  return length > VIEW_NAME_LIMIT ? refuse('view.name-long', { limit: VIEW_NAME_LIMIT }) : null;
}

/** Only what the queue understands is kept, in the one order in which the program writes it. */
function canonical(query: string): string {
  const params = new URLSearchParams(query.slice(0, 2000));
  const { typed, problems } = readFilter(params);
  const lost = new Set([...Object.keys(problems), ...('currency' in problems ? ['from', 'to'] : [])]);
  const sound = Object.fromEntries(Object.entries(typed).filter(([field]) => !lost.has(field)));
  return [`view=${readViewName(params.get('view'))}`, filterQuery(sound)].filter((part) => part !== '').join('&');
}
