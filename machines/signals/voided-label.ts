import type { SignalRule } from './signal.ts';

/** A label that was made void was used all the same. */
export const voidedLabel: SignalRule = {
  code: 'voided-label',
  rests: ['label', 'dock'],
  look: ({ voidedLabelCame }) => (voidedLabelCame ? {} : null),
};
