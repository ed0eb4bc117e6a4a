import type { SignalRule } from './signal.ts';

/** Grams and parts of a hundred that packing and scales differ by. */
export const SLACK_GRAMS = 50;
export const SLACK_PERCENT = 20;

/** The parcel weighs clearly more or less than what was announced. */
export const weightOff: SignalRule = {
  code: 'weight-off',
  rests: ['weights'],
  look: ({ weights }) => {
    if (weights === null) return null;
    const { measured, expected } = weights;
    const slack = Math.max(SLACK_GRAMS, (expected * SLACK_PERCENT) / 100);
    return Math.abs(measured - expected) > slack ? { measured, expected } : null;
  },
};
