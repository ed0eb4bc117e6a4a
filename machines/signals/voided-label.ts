import type { SignalRule } from './signal.ts';

/** The parcel came under the label of a return that its customer had cancelled: one journey may be claimed for two returns. */
export const voidedLabel: SignalRule = {
  code: 'voided-label',
  rests: ['label', 'dock'],
  look: ({ voidedLabelCame }) => (voidedLabelCame ? {} : null),
};
