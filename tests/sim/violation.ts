/**
 * What must never be. `double`: money went out twice, or may yet. `lost`: somebody is owed money and nothing and nobody knows. `stuck`: work
 * that nobody will do. `invariant`: anything else that has to hold.
 */
export type ViolationKind = 'double' | 'lost' | 'stuck' | 'invariant';

export interface Violation {
  readonly kind: ViolationKind;
  readonly text: string;
}

export const violation = (kind: ViolationKind, text: string): Violation => ({ kind, text });
