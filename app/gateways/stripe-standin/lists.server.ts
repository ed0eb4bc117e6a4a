import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, readInteger, readText } from './form.server.ts';
import type { Table } from './records.server.ts';

export interface PageRequest {
  limit: number;
  startingAfter: string | null;
  endingBefore: string | null;
  created: { least: number; most: number };
}

export const pageParameters = ['limit', 'starting_after', 'ending_before', 'created', 'expand'] as const;

/** Reads `created`: a second, or a range by `gt`, `gte`, `lt`, `lte`. */
function readCreated(form: Form): { least: number; most: number } {
  const value = form.get('created');
  if (value === undefined) return { least: 0, most: Number.MAX_SAFE_INTEGER };
  if (typeof value === 'string') {
    const second = readInteger(form, 'created', 0) ?? 0;
    return { least: second, most: second };
  }
  for (const name of value.keys()) {
    if (!['gt', 'gte', 'lt', 'lte'].includes(name)) throw refusals.unknownParameter(`created[${name}]`);
  }
  const bound = (name: string, without: number) => readInteger(value, name, 0) ?? without;
  return {
    least: Math.max(bound('gte', 0), bound('gt', -1) + 1),
    most: Math.min(bound('lte', Number.MAX_SAFE_INTEGER), bound('lt', Number.MAX_SAFE_INTEGER) - 1),
  };
}

/** Reads `limit` (1 to 100, else 10), one of both cursors, and `created`. */
export function readPage(form: Form): PageRequest {
  const limit = readInteger(form, 'limit', 1) ?? 10;
  if (limit > 100) {
    const message = 'This value must be less than or equal to 100.';
    throw invalidRequest(message, { code: 'parameter_invalid_integer', param: 'limit' });
  }
  const [startingAfter, endingBefore] = [readText(form, 'starting_after'), readText(form, 'ending_before')];
  if (startingAfter !== null && endingBefore !== null) {
    const message = 'You can only use one of these parameters: starting_after, ending_before.';
    throw invalidRequest(message, { param: 'ending_before' });
  }
  return { limit, startingAfter, endingBefore, created: readCreated(form) };
}

interface Listed {
  id: string;
  created: number;
}

export interface PageFilter<T> {
  parent?: string | undefined;
  /** Takes a row or leaves it out, as `types` does. */
  fits?: ((row: T) => boolean) | undefined;
}

function* rows<T extends Listed>(table: Table<T>, request: PageRequest, parent: string | undefined): Generator<T> {
  const oldestFirst = request.endingBefore !== null;
  const step = request.limit + 1;
  let [before, after] = [request.startingAfter ?? undefined, request.endingBefore ?? undefined];
  for (;;) {
    const found = table.list({ parent, before, after, oldestFirst, limit: step });
    yield* found;
    const last = found.at(-1);
    if (!last || found.length < step) return;
    if (oldestFirst) after = last.id;
    else before = last.id;
  }
}

function collect<T extends Listed>(table: Table<T>, request: PageRequest, { parent, fits }: PageFilter<T>): T[] {
  const { limit, endingBefore, created } = request;
  const found: T[] = [];
  for (const row of rows(table, request, parent)) {
    // Rows stand in the order of their making, so behind the range there is nothing more.
    if (endingBefore === null ? row.created < created.least : row.created > created.most) break;
    if (row.created < created.least || row.created > created.most) continue;
    if (fits && !fits(row)) continue;
    if (found.push(row) > limit) break;
  }
  return found;
}

/** One page, newest first, and whether there is more in the direction of paging. Refuses a cursor that does not exist. */
export function page<T extends Listed>(
  table: Table<T>,
  noun: string,
  request: PageRequest,
  filter: PageFilter<T> = {},
): { items: T[]; hasMore: boolean } {
  const { limit, startingAfter, endingBefore } = request;
  const cursor = startingAfter ?? endingBefore;
  if (cursor !== null && table.get(cursor) === null) {
    throw refusals.missing(noun, cursor, startingAfter === null ? 'ending_before' : 'starting_after');
  }
  const found = collect(table, request, filter);
  const items = found.slice(0, limit);
  return { items: endingBefore === null ? items : items.reverse(), hasMore: found.length > limit };
}
