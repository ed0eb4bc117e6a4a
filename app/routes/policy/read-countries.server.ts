import type { FieldReader } from './field-reader.server.ts';
import type { Posted } from './posted.server.ts';

/** The countries ticked in a form, and the one whose code was typed beside them. */
export function readCountries(
  read: FieldReader,
  posted: Posted,
  isCountry: (code: string) => boolean,
  field: string,
  none: string,
): string[] | undefined {
  const ticked = (posted[field] ?? []).filter(isCountry);
  const code = read.maybeText('code', 20)?.toUpperCase();
  if (code !== undefined && !isCountry(code)) return read.unknownCountry('code', code);
  const all = [...new Set([...ticked, ...(code ? [code] : [])])].toSorted();
  return all.length > 0 ? all : read.wrong(field, none);
}
