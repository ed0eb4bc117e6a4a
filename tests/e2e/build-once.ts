import { buildWhenNeeded } from '../../app/cli/build.ts';

/** Before all journeys: each of them starts the program, and two that found changed sources would both build. */
export default async function buildOnce(): Promise<void> {
  if (!(await buildWhenNeeded())) throw new Error('the program could not be built');
}
