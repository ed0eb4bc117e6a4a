/**
 * Why something comes back, and whose fault that is. A merchant's fault makes the way back free and brings outbound shipping back;
 * `guarantee` marks the reasons that are a lack of conformity, for which the seller answers after the return window too.
 */
export const REASONS = {
  defective: { fault: 'merchant', guarantee: true },
  'wrong-item': { fault: 'merchant', guarantee: true },
  'damaged-in-transit': { fault: 'merchant', guarantee: true },
  'not-as-described': { fault: 'merchant', guarantee: true },
  'arrived-late': { fault: 'merchant', guarantee: false },
  'changed-mind': { fault: 'customer', guarantee: false },
  'too-small': { fault: 'customer', guarantee: false },
  'too-large': { fault: 'customer', guarantee: false },
  'found-better': { fault: 'customer', guarantee: false },
  'no-reason': { fault: 'customer', guarantee: false },
} as const satisfies Record<string, { fault: 'merchant' | 'customer'; guarantee: boolean }>;

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = [
  'defective',
  'wrong-item',
  'damaged-in-transit',
  'not-as-described',
  'arrived-late',
  'changed-mind',
  'too-small',
  'too-large',
  'found-better',
  'no-reason',
] as const satisfies readonly ReasonCode[];
