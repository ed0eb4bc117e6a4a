import { createHash } from 'node:crypto';

/** What happened in a run, line by line: its hash is the same when the run is. */
export interface Trace {
  note(text: string): void;
  hash(): string;
  /** The last lines. */
  tail(count: number): string[];
  /** How often something was met, by name. */
  readonly met: ReadonlyMap<string, number>;
  meet(name: string): void;
}

const KEPT = 4000;

export function createTrace(): Trace {
  const hash = createHash('sha256');
  const met = new Map<string, number>();
  let lines: string[] = [];
  return {
    note(text) {
      hash.update(text);
      hash.update('\n');
      lines.push(text);
      if (lines.length > 2 * KEPT) lines = lines.slice(-KEPT);
    },
    hash: () => hash.copy().digest('hex'),
    tail: (count) => lines.slice(-count),
    met,
    meet: (name) => void met.set(name, (met.get(name) ?? 0) + 1),
  };
}
