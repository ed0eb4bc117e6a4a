export {
  CREDIT_CODE_INPUT_LIMIT,
  CREDIT_CODE_RANDOM_SYMBOLS,
  creditCodeHint,
  formatCreditCode,
  makeCreditCode,
  parseCreditCode,
} from './code.ts';
export {
  type CreditExpiry,
  type CreditPlace,
  type CreditValidity,
  creditExpiry,
  endAfterReversal,
  lastDayBefore,
  laterEnd,
} from './expiry.ts';
export {
  type CreditStanding,
  type CreditState,
  creditState,
  legsOfBonus,
  legsOfExpiry,
  legsOfGoodwill,
  legsOfRedemption,
  legsOfReversal,
  type RedemptionRefusal,
  redemptionRefusal,
} from './redemption.ts';
