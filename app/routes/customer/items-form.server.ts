import { z } from 'zod';
import { type FieldErrors, list } from '#app/http.server.ts';
import type { ChosenLine } from '#app/services/choose-lines.server.ts';
import { LINES_LIMIT } from '#machines/answers.ts';

const id = z.string().min(1).max(64);
const pieces = z.coerce.number().int().min(1).max(100_000);

/** The chosen lines, and with each its number under a name of its own, so that the page works without a script. */
export const itemsFields = z.looseObject({ draft: id, line: list(id, LINES_LIMIT) });

/** The choice as it was meant: a line without a readable number is named, one without any number is taken once. */
export function chosenLines(
  form: z.output<typeof itemsFields>,
): { ok: true; chosen: ChosenLine[] } | { ok: false; errors: FieldErrors } {
  const chosen: ChosenLine[] = [];
  const errors: Record<string, string> = {};
  for (const lineId of new Set(form.line)) {
    const quantity = pieces.safeParse(form[`quantity-${lineId}`] ?? '1');
    if (quantity.success) chosen.push({ lineId, quantity: quantity.data });
    else errors[`quantity-${lineId}`] = 'invalid';
  }
  return Object.keys(errors).length === 0 ? { ok: true, chosen } : { ok: false, errors };
}
