import type { Consequence } from './effects.ts';

/**
 * Our machines' one action besides `assign`: it does nothing where it stands, and carries in its parameters what shall be caused. The
 * kernel reads the parameters, the service stores them with the new state, the worker runs them.
 */
export const cause = (_: unknown, _consequence: Consequence): void => {};
