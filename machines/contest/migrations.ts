import type { Snapshot } from '../kernel.ts';

/** Steps that lift a stored snapshot by one version; the first lifts version 1 to 2. Never edit a step that has shipped. */
export const contestMigrations: readonly ((snapshot: Snapshot) => Snapshot)[] = [];
