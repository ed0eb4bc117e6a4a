import type { SignalRule } from './signal.ts';

/** The parcel held nothing of what was announced. */
export const emptyParcel: SignalRule = {
  code: 'empty-parcel',
  rests: ['dock'],
  look: ({ findings }) => (findings.includes('empty-parcel') ? {} : null),
};
