import type { z } from 'zod';
import { type JsonNode, offsetOf } from '#machines/policy/file/json-reader.ts';
import type { PolicyFinding } from '#machines/policy/lint/finding.ts';

/** What can be wrong with a policy file, beside what the checks find in a policy (then the code is the finding's). */
export const FILE_PROBLEM_CODES = [
  'file.too-large',
  'file.empty',
  'file.schema-version',
  'json.unexpected',
  'json.ended',
  'json.not-a-number',
  'json.bad-number',
  'json.bad-text',
  'json.duplicate-key',
  'json.bad-key',
  'json.too-deep',
  'json.after-the-end',
  'field.unknown',
  'field.missing',
  'field.wrong-type',
  'field.not-whole',
  'field.too-small',
  'field.too-large',
  'field.too-short',
  'field.too-long',
  'field.too-few',
  'field.too-many',
  'field.not-listed',
  'field.no-date',
  'field.bad-code',
  'field.unknown-currency',
  'field.negative-fee',
  'field.invalid',
  'condition.no-bound',
  'condition.bounds-crossed',
  'outcome.empty',
  'season.ends-before-it-begins',
  'season.return-before-order',
  'policy.season-twice',
  'policy.rule-twice',
] as const;
export type OwnCode = (typeof FILE_PROBLEM_CODES)[number];

type Scalar = string | number | boolean | null;

/** One problem and where it stands; line and column count from 1. `details`: what was found and what the limits are. */
export type FileProblem = {
  path: readonly (string | number)[];
  line: number;
  column: number;
  details: Readonly<Record<string, Scalar>>;
} & (
  | { code: OwnCode; finding: null }
  /** What the checks say of a document that is well formed. */
  | { code: PolicyFinding['code']; finding: PolicyFinding }
);

type Found = Pick<FileProblem, 'path' | 'details'> & { code: OwnCode; offset: number };

/** What the schema says, problem by problem, with codes and places in place of sentences. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], root: JsonNode): Found[] {
  return issues.flatMap((issue) => issueProblems(issue, root)).toSorted((a, b) => a.offset - b.offset);
}

function issueProblems(issue: z.core.$ZodIssue, root: JsonNode): Found[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => at('field.unknown', [...path, field], root, { field }));
  }
  const found = shown(root, path);
  if (found === undefined) return [at('field.missing', path, root, { field: String(path.at(-1) ?? '') })];
  if (path.length === 1 && path[0] === 'schemaVersion') return [at('file.schema-version', path, root, { found })];
  const [code, limits] = codeOf(issue);
  return [at(code, path, root, { found, ...limits })];
}

function at(code: OwnCode, path: readonly (string | number)[], root: JsonNode, details: Found['details']): Found {
  return { code, path, offset: offsetOf(root, path), details };
}

/** Messages of the schemas that are codes, or stand for one. */
const MESSAGES: Readonly<Record<string, OwnCode>> = {
  'a fee is not negative': 'field.negative-fee',
  'unknown currency': 'field.unknown-currency',
  'too many countries': 'field.too-many',
  'too many markets': 'field.too-many',
  'too many warehouses': 'field.too-many',
  'condition.no-bound': 'condition.no-bound',
  'condition.bounds-crossed': 'condition.bounds-crossed',
  'outcome.empty': 'outcome.empty',
  'season.ends-before-it-begins': 'season.ends-before-it-begins',
  'season.return-before-order': 'season.return-before-order',
  'policy.season-twice': 'policy.season-twice',
  'policy.rule-twice': 'policy.rule-twice',
};

function codeOf(issue: z.core.$ZodIssue): [OwnCode, Record<string, Scalar>] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? ['field.not-whole', {}] : ['field.wrong-type', { expected: issue.expected }];
    case 'too_small':
      return [
        sized(issue.origin, 'field.too-short', 'field.too-few', 'field.too-small'),
        { least: Number(issue.minimum) },
      ];
    case 'too_big':
      return [
        sized(issue.origin, 'field.too-long', 'field.too-many', 'field.too-large'),
        { most: Number(issue.maximum) },
      ];
    case 'invalid_value':
      return ['field.not-listed', { choices: issue.values.map(String).join(', ') }];
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      return ['field.not-listed', { choices: options.map(String).join(', ') }];
    }
    case 'invalid_format':
      return issue.format === 'date' ? ['field.no-date', {}] : ['field.bad-code', {}];
    case 'invalid_key':
      return ['field.bad-code', {}];
    case 'custom':
      return [MESSAGES[issue.message] ?? 'field.invalid', {}];
    default:
      return ['field.invalid', {}];
  }
}

function sized(origin: string, text: OwnCode, list: OwnCode, figure: OwnCode): OwnCode {
  if (origin === 'string') return text;
  return origin === 'array' ? list : figure;
}

/** The value at a path, short enough for a sentence; undefined: there is none. For a key that is wrong, the key. */
function shown(root: JsonNode, path: readonly (string | number)[]): string | undefined {
  let value: unknown = root.value;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  const text = JSON.stringify(value) ?? '';
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
