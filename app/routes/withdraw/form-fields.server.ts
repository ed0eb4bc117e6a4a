import { z } from 'zod';
import type { Deps } from '#app/context.server.ts';
import { type FieldErrors, list, parseForm } from '#app/http.server.ts';
import type { WithdrawalForm } from '#app/services/view-withdrawal-form.server.ts';
import { emailKey } from '#machines/email-address.ts';
import { CONTRACT_LIMIT, NAME_LIMIT, SCOPE_LINES_LIMIT, WORDS_LIMIT } from '#machines/withdrawal/statement.ts';
import type { StatementDraft } from './draft-cookie.server.ts';

/** A field of one line: what stands around and between its words is one space. */
const line = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1, 'required').max(most, 'too-long'));

const fields = z.looseObject({
  name: line(NAME_LIMIT),
  contract: line(CONTRACT_LIMIT),
  email: z.string().transform((typed, context) => {
    const clean = typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
    const folded = emailKey(clean);
    // As it was typed where it can be: some servers tell capitals apart.
    if (folded.ok) return folded.key === clean.toLowerCase() ? clean : folded.key;
    context.addIssue({ code: 'custom', message: folded.refusal.code === 'email.empty' ? 'required' : 'wrong' });
    return z.NEVER;
  }),
  words: z.string().trim().max(WORDS_LIMIT, 'too-long').default(''),
  line: list(z.string().max(64), SCOPE_LINES_LIMIT),
});

/** What was typed, with every check box and number, to fill the form in again. */
export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

export type ReadForm =
  | { readonly ok: true; readonly draft: StatementDraft }
  | { readonly ok: false; readonly errors: FieldErrors; readonly typed: Typed };

const pieces = z.coerce.number().int().min(1).max(100_000);

/** Reads the form. `known` is the order that the guest has opened: then its number stands, and lines are chosen instead of words written. */
export async function readForm(request: Request, deps: Deps, known: WithdrawalForm | null): Promise<ReadForm> {
  const limits = { maxBytes: 64 * 1024, maxFields: 2 * SCOPE_LINES_LIMIT + 20 };
  const form = await parseForm(request, known ? fields.omit({ contract: true }) : fields, limits);
  if (!form.ok)
    return { ok: false, errors: form.errors, typed: { values: form.values, lines: form.chosen.line ?? [] } };
  const { name, email, words, line: ids } = form.data;
  const key = Buffer.from(deps.ids.random(16)).toString('base64url');
  const draft = { key, name, email, words };
  if (!known)
    return { ok: true, draft: { ...draft, contract: String(form.data.contract), orderId: null, lines: null } };
  const { contract, orderId } = known;
  const own = { ...draft, contract, orderId };
  if (known.lines.length === 0) return { ok: true, draft: { ...own, lines: null } };
  const chosen = chosenOf(known, ids, form.data);
  if (chosen.length > 0) return { ok: true, draft: { ...own, lines: chosen } };
  const values = Object.entries(form.data).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return { ok: false, errors: { line: 'required' }, typed: { values: Object.fromEntries(values), lines: [] } };
}

/** The lines that are ticked, by their positions, and pieces of each: never more than are left. */
function chosenOf({ lines }: WithdrawalForm, ids: readonly string[], form: Readonly<Record<string, unknown>>) {
  return lines.flatMap(({ id, position, left }): [number, number][] => {
    const wanted = pieces.safeParse(form[`quantity-${id}`] ?? left);
    return ids.includes(id) ? [[position, Math.min(left, wanted.data ?? left)]] : [];
  });
}
