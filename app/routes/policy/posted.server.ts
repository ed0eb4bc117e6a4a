import { z } from 'zod';
import { parseForm } from '#app/http.server.ts';

/** What a form sent: every value of every field, as typed. */
export type Posted = Readonly<Record<string, readonly string[]>>;

const anything = z.record(z.string().max(80), z.union([z.string(), z.array(z.string())]));

/**
 * Reads a form of these pages. What each field must be is said in its own sentence by the form's reader, and depends on the other answers, so
 * nothing is judged here but size. `broken` names fields with characters that no person types.
 */
export async function readPosted(
  request: Request,
  maxBytes = 64 * 1024,
): Promise<{ posted: Posted; broken: string[] }> {
  const form = await parseForm(request, anything, { maxBytes, maxFields: 800 });
  if (!form.ok) return { posted: form.chosen, broken: Object.keys(form.errors) };
  const posted = Object.entries(form.data).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]);
  return { posted: Object.fromEntries(posted), broken: [] };
}

/** The field's only value; empty when it was not sent. */
export const one = (posted: Posted, name: string): string => posted[name]?.[0] ?? '';

/** A number that a page wrote into its own form; a fault in it is nobody's typing. */
export function hiddenNumber(posted: Posted, name: string): number {
  const text = one(posted, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}
