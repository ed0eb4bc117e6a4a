export { account, accountName } from './accounts.ts';
export { legsOfDecision, legsOfPayment } from './decision.ts';
export { legsOfPayoutStep, type PayoutStep } from './payout-step.ts';
export {
  balances,
  type Leg,
  TRANSFER_KINDS,
  type Transfer,
  type TransferKind,
  type TransferOf,
  transferSchema,
  transfersOf,
} from './transfer.ts';
