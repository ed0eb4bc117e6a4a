import type { ConditionResult, ReadyCondition, Scalar } from '#machines/policy/conditions/condition-rule.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import { remember } from '#machines/policy/remember.ts';

/** Longest text a receipt keeps of what a condition wants or found. */
const LONGEST = 300;

/** A list as one text, cut where it grows longer than a receipt keeps. */
export function joined(entries: readonly string[]): string {
  const text = entries.join(', ');
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

const folded = remember<string, string>(20_000);

/** A name as it is compared: without the spaces around it, one way of writing accents, no capitals. */
export function fold(name: string): string {
  return folded(name, () => name.trim().normalize('NFC').toLowerCase());
}

/** A condition that holds when the one value of a line is in a list of codes; a value that is not known leaves it open. */
export function codeIn(
  codes: readonly string[],
  ofLine: (line: LineContext) => string | null | undefined,
): ReadyCondition {
  const set = new Set(codes);
  return {
    wanted: joined(codes),
    judge: (line) => membership(ofLine(line), (value) => set.has(value)),
    found: (line) => shown(ofLine(line)),
  };
}

/** As `codeIn`, for names that people write: compared by `fold`. */
export function nameIn(
  names: readonly string[],
  ofLine: (line: LineContext) => string | null | undefined,
): ReadyCondition {
  const set = new Set(names.map(fold));
  return {
    wanted: joined(names),
    judge: (line) => membership(ofLine(line), (value) => set.has(fold(value))),
    found: (line) => shown(ofLine(line)),
  };
}

/** A condition that holds when any of a line's names is in the list. No names at all is known and fails. */
export function anyNameIn(
  names: readonly string[],
  valuesOf: (line: LineContext) => readonly string[] | undefined,
): ReadyCondition {
  const set = new Set(names.map(fold));
  return {
    wanted: joined(names),
    judge: (line) => {
      const values = valuesOf(line);
      if (values === undefined) return 'unknown';
      return values.some((value) => set.has(fold(value))) ? 'holds' : 'fails';
    },
    found: (line) => {
      const values = valuesOf(line);
      return values === undefined ? null : joined(values);
    },
  };
}

function membership(value: string | null | undefined, isIn: (value: string) => boolean): ConditionResult {
  if (value === null || value === undefined) return 'unknown';
  return isIn(value) ? 'holds' : 'fails';
}

function shown(value: string | null | undefined): Scalar {
  return value === null || value === undefined ? null : joined([value]);
}
