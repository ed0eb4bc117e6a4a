/**
 * What went wrong, in words that hold for both engines.
 *
 * - `conflict`: a row with this unique key exists.
 * - `missing-reference`: a row that is referred to does not exist, or one that is to be deleted is still referred to.
 * - `unavailable`: the database does not answer, is busy or full, or ended the transaction; the same again may work later.
 * - `fault`: anything else, a mistake in the program.
 */
export type DatabaseErrorKind = 'conflict' | 'missing-reference' | 'unavailable' | 'fault';

export class DatabaseError extends Error {
  readonly kind: DatabaseErrorKind;
  /** The engine's own code, for the log. */
  readonly code: string | undefined;

  constructor(kind: DatabaseErrorKind, message: string, code?: string) {
    super(message);
    this.name = 'DatabaseError';
    this.kind = kind;
    this.code = code;
  }
}

/** Whether an error is a database error of this kind. */
export function isDatabaseError(error: unknown, kind: DatabaseErrorKind): error is DatabaseError {
  return error instanceof DatabaseError && error.kind === kind;
}

const SQLITE: [RegExp, DatabaseErrorKind][] = [
  [/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/, 'conflict'],
  [/^SQLITE_CONSTRAINT_FOREIGNKEY$/, 'missing-reference'],
  [/^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY_)/, 'unavailable'],
];

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const POSTGRES: [RegExp, DatabaseErrorKind][] = [
  [/^23505$/, 'conflict'],
  [/^(23503|23001)$/, 'missing-reference'],
  [/^(08|53|57P0|58)/, 'unavailable'],
  [/^(40001|40P01|55P03|57014)$/, 'unavailable'],
];

const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;

/** `pg` gives these no code. */
const LOST_CONNECTION =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether PostgreSQL ended this transaction in favour of another: the same work may be run again. */
export function isRetriable(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/**
 * Turns what a driver threw into a `DatabaseError`. The query's parameters and the values in the engine's details stay behind:
 * they are customers' data, and errors are logged. An error that is no driver's comes back as it is.
 */
export function databaseError(error: unknown): unknown {
  const thrown = innermost(error);
  if (thrown instanceof DatabaseError || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  const kind = kindOf(code, thrown.message);
  return kind ? new DatabaseError(kind, `${kind}: ${thrown.message}`, code) : thrown;
}

/** Drizzle wraps what the driver threw together with the query and its parameters. */
function innermost(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error && !(current instanceof DatabaseError)) {
    current = current.cause;
  }
  return current;
}

function kindOf(code: string | undefined, message: string): DatabaseErrorKind | undefined {
  if (LOST_CONNECTION.test(message)) return 'unavailable';
  if (code === undefined) return undefined;
  if (NETWORK.test(code)) return 'unavailable';
  const known = [...SQLITE, ...POSTGRES].find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  return code.startsWith('SQLITE_') || /^[0-9A-Z]{5}$/.test(code) ? 'fault' : undefined;
}

const QUERY_METHODS = new Set<PropertyKey>(['execute', 'run', 'all', 'get', 'values']);

/** A prepared query of Drizzle's that throws database errors instead of the driver's. */
export function translated<Prepared extends object>(prepared: Prepared): Prepared {
  return new Proxy(prepared, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof member !== 'function' || !QUERY_METHODS.has(key)) return member;
      return async (...args: unknown[]) => {
        try {
          return await Reflect.apply(member, target, args);
        } catch (error) {
          throw databaseError(error);
        }
      };
    },
  });
}
