import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, readInteger, readText } from './form.server.ts';
import type { Table } from './records.server.ts';

export interface PageRequest {
  limit: number;
  startingAfter: string | null;
}

/** Reads `limit` (1 to 100, else 10) and `starting_after`. */
export function readPage(form: Form): PageRequest {
  const limit = readInteger(form, 'limit', 1) ?? 10;
  if (limit > 100) {
    const message = 'This value must be less than or equal to 100.';
    throw invalidRequest(message, { code: 'parameter_invalid_integer', param: 'limit' });
  }
  return { limit, startingAfter: readText(form, 'starting_after') };
}

/** One page, newest first, and whether there is more. Refuses a cursor that does not exist. */
export function page<T extends { id: string }>(
  table: Table<T>,
  noun: string,
  { limit, startingAfter }: PageRequest,
  parent?: string,
): { items: T[]; hasMore: boolean } {
  if (startingAfter !== null && table.get(startingAfter) === null) {
    throw refusals.missing(noun, startingAfter, 'starting_after');
  }
  const items = table.list({ parent, before: startingAfter ?? undefined, limit: limit + 1 });
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}
