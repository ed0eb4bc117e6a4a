import type { Deps } from '#app/context.server.ts';
import { canContest, viewContest } from '#app/services/casework/view-contest.server.ts';
import type { OwnContest } from './contest-panel.tsx';

/** How the contest of a return stands for its customer, and whether there can be one. */
export async function ownContest(
  { db }: Pick<Deps, 'db'>,
  { id, rmaCode }: { readonly id: string; readonly rmaCode: string },
): Promise<OwnContest> {
  const [contest, mayContest] = await Promise.all([viewContest(db, id), canContest(db, id)]);
  const standing = contest && { state: contest.state, amount: contest.amount, currency: contest.currency };
  return { rmaCode, mayContest, standing };
}
