import type { Reader } from '#db/open.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import { restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import type { DockFinding, SignalFacts } from '#machines/signals/index.ts';

/** What signals ask of the dock. Whoever keeps findings or weights gives them here; nothing else of theirs is read. */
export interface SignalSources {
  readonly findings: (db: Reader, returnId: string, lines: readonly ReturnLine[]) => Promise<readonly DockFinding[]>;
  readonly weights: (db: Reader, returnId: string) => Promise<SignalFacts['weights']>;
}

/** What is known today: the counts. Nobody weighs parcels or reads serial numbers yet. */
export const countsOnly: SignalSources = {
  findings: async (_db, _returnId, lines) => (cameEmpty(lines) ? ['empty-parcel'] : []),
  weights: async () => null,
};

/** All that was announced was counted, and nothing of it was there. */
function cameEmpty(lines: readonly ReturnLine[]): boolean {
  const counts = lines.map((line) => lineWorkflow.context.parse(restore(lineWorkflow, line).context).received);
  return counts.length > 0 && counts.every((count) => count === 0);
}
