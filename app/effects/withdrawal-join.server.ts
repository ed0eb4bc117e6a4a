import { joinStatement } from '#app/services/join-withdrawal.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** Looks for the order of a statement of withdrawal, and makes the return of it. */
export const withdrawalJoin: Handler<'withdrawal-join'> = async (deps, { withdrawalId }) => {
  await joinStatement(deps, { withdrawalId });
  return done;
};
