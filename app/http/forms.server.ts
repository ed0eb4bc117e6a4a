import { z } from 'zod';
import { fail } from './answers.server.ts';
import { readText } from './read-text.server.ts';

/** Field name to error code: the message of a Zod check when it has one, else a code derived from the check. */
export type FieldErrors = Readonly<Record<string, string>>;

export type FormResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      errors: FieldErrors;
      /** What was typed, the first value of each field. */
      values: Readonly<Record<string, string>>;
      /** All values of each field, for check boxes. */
      chosen: Readonly<Record<string, readonly string[]>>;
    };

export interface FormLimits {
  /** Of the whole body; 413 above it. Default 64 KiB. */
  maxBytes?: number;
  /** Fields counted with their repetitions; 413 above it. Default 500. */
  maxFields?: number;
}

/** A field that may come never, once or several times, such as check boxes of one name: always an array of at most `max`. */
export function list<T extends z.ZodType>(item: T, max: number) {
  const asArray = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  return z.preprocess(asArray, z.array(item).max(max, 'too-many'));
}

/**
 * Reads a posted `application/x-www-form-urlencoded` form and parses it. Error codes are the messages of the schema's
 * checks (`z.string().min(1, 'required')`); without one they are `required`, `too-short`, `too-long`, `too-small`, `too-large`,
 * `too-many`, `not-a-number`, `unknown-choice` or `invalid`.
 * Throws the error page for another content type (415) or for too much (413).
 */
export async function parseForm<S extends z.ZodType>(
  request: Request,
  schema: S,
  limits: FormLimits = {},
): Promise<FormResult<z.output<S>>> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') fail(415, 'unsupported-type');
  const body = await readText(request, limits.maxBytes ?? 64 * 1024);
  return parseFields(new URLSearchParams(body), schema, limits);
}

/** The same for fields that were read elsewhere, such as those of a multipart form; files among them are left out. */
export function parseFields<S extends z.ZodType>(
  fields: URLSearchParams | FormData,
  schema: S,
  limits: FormLimits = {},
): FormResult<z.output<S>> {
  const chosen = collect(fields, limits.maxFields ?? 500);
  const input = Object.fromEntries(Object.entries(chosen).map(([name, all]) => [name, all.length > 1 ? all : all[0]]));
  const parsed = schema.safeParse(input, { error: codeOf });
  const broken = withControlCharacters(chosen);
  if (parsed.success && broken.length === 0) return { ok: true, data: parsed.data };
  const issues = parsed.success ? [] : parsed.error.issues;
  const errors: Record<string, string> = Object.fromEntries(broken.map((name) => [name, 'invalid']));
  for (const issue of issues) {
    const field = issue.path.length > 0 ? String(issue.path[0]) : 'form';
    errors[field] ??= issue.message;
  }
  const values = Object.fromEntries(Object.entries(chosen).map(([name, all]) => [name, all[0] ?? '']));
  return { ok: false, errors, values, chosen };
}

function collect(fields: URLSearchParams | FormData, maxFields: number): Record<string, string[]> {
  const chosen = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of fields.entries()) {
    if (++count > maxFields) fail(413, 'too-large');
    if (typeof value !== 'string') continue;
    // Browsers send line ends as CR LF; lengths are counted with one.
    const text = value.replaceAll('\r\n', '\n');
    const before = chosen.get(name);
    if (before) before.push(text);
    else chosen.set(name, [text]);
  }
  return Object.fromEntries(chosen);
}

function withControlCharacters(chosen: Record<string, string[]>): string[] {
  const bad = (text: string) => !text.isWellFormed() || [...text].some(isControl);
  return Object.keys(chosen).filter((name) => chosen[name]?.some(bad));
}

// A person cannot type these, PostgreSQL cannot store the first of them, and in a mail header they are an attack.
// Tab and line feed are text.
function isControl(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code < 0x20 && code !== 0x09 && code !== 0x0a) || code === 0x7f;
}

/** Used for checks without a message of their own; a message in the schema comes first. */
function codeOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined || issue.input === '') return 'required';
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'too-short' : 'too-small';
  if (issue.code === 'too_big') return tooBig[issue.origin] ?? 'too-large';
  if (issue.code === 'invalid_value') return 'unknown-choice';
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int')) return 'not-a-number';
  return 'invalid';
}

const tooBig: Readonly<Record<string, string>> = { string: 'too-long', array: 'too-many', set: 'too-many' };
