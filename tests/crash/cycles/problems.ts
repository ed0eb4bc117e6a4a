/** `missing`: told and not there. `double`: done twice. `corrupt`: rows that contradict each other, or cannot be read. */
export type ProblemKind = 'missing' | 'double' | 'corrupt';

export interface Problem {
  readonly kind: ProblemKind;
  readonly what: string;
}

/** Everything that was found, each thing once. */
export class Problems {
  readonly #found = new Map<string, Problem>();

  add(kind: ProblemKind, what: string): void {
    this.#found.set(`${kind} ${what}`, { kind, what });
  }

  list(): Problem[] {
    return [...this.#found.values()];
  }

  count(kind: ProblemKind): number {
    return this.list().filter((problem) => problem.kind === kind).length;
  }
}
