import { contestWorkflow } from './contest/index.ts';
import { goodwillWorkflow } from './goodwill/index.ts';
import { lineWorkflow } from './line/index.ts';
import { parcelWorkflow } from './parcel/index.ts';
import { payoutWorkflow } from './payout/index.ts';
import { returnWorkflow } from './return/index.ts';
import { transferWorkflow } from './transfer/index.ts';
import { withdrawalWorkflow } from './withdrawal/index.ts';

/** All machines by name: a new one is listed here, and every test over all machines runs on it. */
export const workflows = {
  return: returnWorkflow,
  line: lineWorkflow,
  parcel: parcelWorkflow,
  payout: payoutWorkflow,
  withdrawal: withdrawalWorkflow,
  transfer: transferWorkflow,
  contest: contestWorkflow,
  goodwill: goodwillWorkflow,
} as const;
