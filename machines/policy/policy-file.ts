import { z } from 'zod';
import { inFileOrder } from '#machines/policy/file/canonical.ts';
import { type JsonNode, offsetOf, readJson } from '#machines/policy/file/json-reader.ts';
import { type FileProblem, type OwnCode, schemaProblems } from '#machines/policy/file/problem.ts';
import { positionIn } from '#machines/policy/file/text-position.ts';
import { blockingFindings, lintPolicy } from '#machines/policy/lint.ts';
import { type PolicyDocument, PolicyDocumentSchema } from '#machines/policy/policy.ts';

export { FILE_PROBLEM_CODES, type FileProblem } from '#machines/policy/file/problem.ts';

/** Largest file that is looked at, in bytes of UTF-8; a larger one is refused unread. */
export const LARGEST_FILE_BYTES = 1_000_000;
/** A document is eight deep. */
const MOST_DEPTH = 16;
/** More problems than this help nobody. */
const MOST_PROBLEMS = 100;

/** Where an editor looks for the schema unless told otherwise: beside the file. */
export const SCHEMA_BESIDE = './policy.schema.json';

export type PolicyFileReading =
  | { ok: true; document: PolicyDocument }
  | { ok: false; problems: readonly FileProblem[] /** How many more there are. */; more: number };

/**
 * A policy as text for a file under version control: JSON with two spaces, one order of fields whatever the document's own, a last line end. The
 * same policy gives the same bytes, and reading them gives the same policy.
 */
export function exportPolicy(document: PolicyDocument, schema: string = SCHEMA_BESIDE): string {
  return `${JSON.stringify({ $schema: schema, ...inFileOrder(document) }, null, 2)}\n`;
}

/**
 * Reads a policy file that may become a draft. Refuses what is not JSON, what the schema does not know (fields, values beyond their limits, windows
 * of half a day), and a policy that the checks block; every problem with the path, line and column where it stands. A byte order mark and any line
 * ends are taken; a file of the first schema is brought up to the present one.
 */
export function readPolicyFile(text: string): PolicyFileReading {
  const parsed = parsePolicyFile(text);
  if (!parsed.ok) return parsed;
  const { document, locate } = parsed;
  const blocking = blockingFindings(lintPolicy(document)).map((finding): FileProblem => {
    const { path } = finding.place;
    return { code: finding.code, path, ...locate(path), details: finding.details, finding };
  });
  return blocking.length === 0 ? { ok: true, document } : refused(blocking);
}

type Parsed =
  | { ok: true; document: PolicyDocument; locate: (path: FileProblem['path']) => { line: number; column: number } }
  | Extract<PolicyFileReading, { ok: false }>;

/** As `readPolicyFile`, without the checks: a file that only has to be well formed, such as a draft that is not finished. */
export function parsePolicyFile(text: string): Parsed {
  const size = text.length > LARGEST_FILE_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (size > LARGEST_FILE_BYTES) return one('file.too-large', { size, most: LARGEST_FILE_BYTES });
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.trim() === '') return one('file.empty', {});
  const position = positionIn(plain);
  const read = readJson(plain, MOST_DEPTH);
  if (!read.ok) {
    const { code, offset, path, found } = read.problem;
    return refused([{ code, path, ...position(offset), details: { found }, finding: null }]);
  }
  const schema = PolicyDocumentSchema.safeParse(withoutSchemaName(read.node));
  if (schema.success) {
    return { ok: true, document: schema.data, locate: (path) => position(offsetOf(read.node, path)) };
  }
  const problems = schemaProblems(schema.error.issues, read.node);
  return refused(problems.map(({ offset, ...problem }) => ({ ...problem, ...position(offset), finding: null })));
}

const SchemaNameSchema = z.looseObject({ $schema: z.string().max(1000) });

/** The name of the schema is for editors of text and no part of the policy. */
function withoutSchemaName(node: JsonNode): unknown {
  const named = SchemaNameSchema.safeParse(node.value);
  if (!named.success) return node.value;
  const { $schema: _name, ...rest } = named.data;
  return rest;
}

function one(code: OwnCode, details: FileProblem['details']): Extract<PolicyFileReading, { ok: false }> {
  return refused([{ code, path: [], line: 1, column: 1, details, finding: null }]);
}

function refused(problems: readonly FileProblem[]): Extract<PolicyFileReading, { ok: false }> {
  return { ok: false, problems: problems.slice(0, MOST_PROBLEMS), more: Math.max(0, problems.length - MOST_PROBLEMS) };
}
