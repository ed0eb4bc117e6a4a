import { fireDeadline } from '#app/services/fire-deadline.server.ts';
import { dueDeadlines } from '#db/deadlines.ts';
import type { EffectDeps } from './effect-deps.ts';

const AT_ONCE = 50;

/** Turns deadlines that have come into their events; says how many. One that fails is logged and met again at the next turn. */
export async function fireDeadlines(deps: EffectDeps): Promise<number> {
  const due = await dueDeadlines(deps.db, deps.clock(), AT_ONCE);
  let fired = 0;
  for (const deadline of due) {
    try {
      await fireDeadline(deps, deadline);
      fired += 1;
    } catch (error) {
      deps.log.error({ err: error, deadlineId: deadline.id }, 'a deadline could not be turned into its event');
    }
  }
  return fired;
}
