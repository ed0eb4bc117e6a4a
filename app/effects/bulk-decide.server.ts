import { runBulk } from '#app/services/run-bulk.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** Decides many returns that a person confirmed together, once the time to call it back is over. */
export const bulkDecide: Handler<'bulk-decide'> = async (deps, { bulkId }) => {
  await runBulk(deps, { bulkId });
  return done;
};
