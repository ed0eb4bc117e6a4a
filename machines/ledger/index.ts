export { account, accountName } from './accounts.ts';
export { legsOfDecision, legsOfPayment } from './decision.ts';
export { legsOfPayoutStep, type PayoutStep } from './payout-step.ts';
export { moneyOfReturn, type ReturnMoney } from './return-money.ts';
export {
  BACK_KINDS,
  balances,
  type Leg,
  PAID_KINDS,
  TRANSFER_KINDS,
  type Transfer,
  type TransferKind,
  type TransferOf,
  transferSchema,
  transfersOf,
} from './transfer.ts';
