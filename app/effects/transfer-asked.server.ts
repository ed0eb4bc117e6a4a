import { askTransfer } from '#app/services/ask-transfer.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** A debt is to be paid by bank transfer: those who make it see it on their page; where nobody has named an account, the customer is asked. */
export const transferAsked: Handler<'transfer-asked'> = async (deps, { payoutId }) => {
  await askTransfer(deps, payoutId);
  return done;
};
