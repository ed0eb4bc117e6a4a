/** A value read from JSON with where it stands, so that a problem found later can be shown at its line. Offsets count UTF-16 units from 0. */
export type JsonNode = { start: number; value: unknown } & (
  | { kind: 'scalar' }
  | { kind: 'list'; items: readonly JsonNode[] }
  | { kind: 'object'; fields: ReadonlyMap<string, { keyStart: number; node: JsonNode }> }
);

type JsonProblemCode =
  | 'json.unexpected'
  | 'json.ended'
  | 'json.not-a-number'
  | 'json.bad-number'
  | 'json.bad-text'
  | 'json.duplicate-key'
  | 'json.bad-key'
  | 'json.too-deep'
  | 'json.after-the-end';
export type JsonProblem = { code: JsonProblemCode; offset: number; path: (string | number)[]; found: string };
export type JsonReading = { ok: true; node: JsonNode } | { ok: false; problem: JsonProblem };

class Unreadable extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NUMBER_LIKE = /[-+.0-9A-Za-z_]+/y;
const WORDS: Readonly<Record<string, true | false | null>> = { true: true, false: false, null: null };

/**
 * Reads a text as JSON (RFC 8259) and nothing wider: no comments, no NaN. A key that an object has twice is refused, since one of its two values
 * would be lost without a word; so are a nesting beyond `mostDepth` and a number that no double can hold.
 */
export function readJson(text: string, mostDepth: number): JsonReading {
  const reader = new Reader(text, mostDepth);
  try {
    return { ok: true, node: reader.document() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Reader {
  private at = 0;
  private readonly path: (string | number)[] = [];
  private readonly text: string;
  private readonly mostDepth: number;

  constructor(text: string, mostDepth: number) {
    this.text = text;
    this.mostDepth = mostDepth;
  }

  document(): JsonNode {
    const node = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.problem('json.after-the-end');
    return node;
  }

  private value(depth: number): JsonNode {
    this.space();
    if (depth > this.mostDepth) throw this.problem('json.too-deep');
    const start = this.at;
    const next = this.text[start];
    if (next === '{') return this.object(start, depth);
    if (next === '[') return this.list(start, depth);
    if (next === '"') return { kind: 'scalar', start, value: this.string() };
    return { kind: 'scalar', start, value: this.numberOrWord() };
  }

  private object(start: number, depth: number): JsonNode {
    const fields = new Map<string, { keyStart: number; node: JsonNode }>();
    this.at += 1;
    for (let more = !this.takes('}'); more; more = this.another('}')) {
      this.space();
      const keyStart = this.at;
      if (this.text[keyStart] !== '"') throw this.problem('json.unexpected');
      const key = this.string();
      this.path.push(key);
      // A program that takes the object for a record would lose it without a word.
      if (key === '__proto__') throw this.problem('json.bad-key', keyStart, key);
      if (fields.has(key)) throw this.problem('json.duplicate-key', keyStart, key);
      if (!this.takes(':')) throw this.problem('json.unexpected');
      fields.set(key, { keyStart, node: this.value(depth + 1) });
      this.path.pop();
    }
    const value = Object.fromEntries([...fields].map(([key, { node }]) => [key, node.value]));
    return { kind: 'object', start, value, fields };
  }

  private list(start: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.at += 1;
    for (let more = !this.takes(']'); more; more = this.another(']')) {
      this.path.push(items.length);
      items.push(this.value(depth + 1));
      this.path.pop();
    }
    return { kind: 'list', start, value: items.map(({ value }) => value), items };
  }

  /** After an entry: true for a comma, false for the closing sign. */
  private another(closing: string): boolean {
    if (this.takes(',')) return true;
    if (this.takes(closing)) return false;
    throw this.problem('json.unexpected');
  }

  private takes(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private string(): string {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    const read = textOf(this.text.slice(start, end + 1));
    if (read === null) throw this.problem('json.bad-text');
    this.at = end + 1;
    return read;
  }

  private numberOrWord(): number | boolean | null {
    const start = this.at;
    const literal = this.match(NUMBER_LIKE);
    if (literal === null) throw this.problem('json.unexpected');
    if (Object.hasOwn(WORDS, literal)) return WORDS[literal] ?? null;
    if (/^[-+]?(?:NaN|Infinity)$/.test(literal)) throw this.problem('json.not-a-number', start, literal);
    this.at = start;
    if (this.match(NUMBER) !== literal) {
      throw this.problem(/^[-+.0-9]/.test(literal) ? 'json.bad-number' : 'json.unexpected', start, literal);
    }
    const number = Number(literal);
    if (!Number.isFinite(number)) throw this.problem('json.bad-number', start, literal);
    return number;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  private space(): void {
    this.match(SPACE);
  }

  private problem(code: JsonProblemCode, offset = this.at, found = this.text[offset] ?? ''): Unreadable {
    const ended = code === 'json.unexpected' && offset >= this.text.length;
    const problem: JsonProblem = {
      code: ended ? 'json.ended' : code,
      offset,
      path: [...this.path],
      found: found.slice(0, 40),
    };
    return new Unreadable(problem);
  }
}

/** A text with its quotes; null where it has no end, a line end within, or an escape that JSON does not know. */
function textOf(literal: string): string | null {
  try {
    const read: unknown = JSON.parse(literal);
    return typeof read === 'string' ? read : null;
  } catch {
    return null;
  }
}

/** Where a path leads: the key of the last field for a field, the value for an entry of a list; what is missing stands where its parent begins. */
export function offsetOf(root: JsonNode, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = root.start;
  for (const step of path) {
    if (node.kind === 'object') {
      const field = node.fields.get(String(step));
      if (!field) return offset;
      offset = field.keyStart;
      node = field.node;
    } else if (node.kind === 'list') {
      const item = node.items[Number(step)];
      if (!item) return offset;
      offset = item.start;
      node = item;
    } else return offset;
  }
  return offset;
}
