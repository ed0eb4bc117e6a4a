import type { SignalRule } from './signal.ts';

/** Another piece came than the one that was sold. */
export const serialMismatch: SignalRule = {
  code: 'serial-mismatch',
  rests: ['dock'],
  look: ({ findings }) => (findings.includes('serial-differs') ? {} : null),
};
