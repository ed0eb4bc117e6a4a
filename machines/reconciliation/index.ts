export { type Compared, type Comparison, compare } from './compare.ts';
export {
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type OurPayment,
  type OurRefund,
  oursSchema,
  STANDINGS,
  type Standing,
  type TheirRefund,
  theirsSchema,
} from './records.ts';
export { type Slice, slicesOf } from './slices.ts';
export {
  actionsFor,
  afterSeenAgain,
  DIFFERENCE_ACTIONS,
  DIFFERENCE_STATES,
  type DifferenceAction,
  type DifferenceState,
  UNSOLVED,
} from './standing.ts';
