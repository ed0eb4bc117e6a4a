import { z } from 'zod';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { Deps } from '#app/context.server.ts';
import { open, STATEMENT, seal } from '#app/security/seal.server.ts';
import { viewWithdrawalForm, type WithdrawalForm } from '#app/services/view-withdrawal-form.server.ts';
import { CONTRACT_LIMIT, EMAIL_LIMIT, NAME_LIMIT, type Scope, scopeSchema } from '#machines/withdrawal/statement.ts';
import type { StatementDraft } from './draft-cookie.server.ts';

const statementSchema = z.strictObject({
  key: z.string().min(1).max(64),
  name: z.string().min(1).max(NAME_LIMIT),
  contract: z.string().min(1).max(CONTRACT_LIMIT),
  email: z.string().min(3).max(EMAIL_LIMIT),
  scope: scopeSchema,
  button: z.enum(['eu', 'ar']),
  orderId: z.string().max(64).nullable(),
});
/** A statement as it stands on the page where it is confirmed, and not otherwise: the page carries it, sealed, to the button. */
export type Statement = z.infer<typeof statementSchema>;

/** What the button sends. Two pages open side by side confirm each their own. */
export function sealStatement(deps: Pick<Deps, 'env'>, statement: Statement): string {
  return seal(JSON.stringify(statement), sessionSecret(deps.env), STATEMENT);
}

/** Null when it was changed, or sealed under another secret. */
export function openStatement(deps: Pick<Deps, 'env'>, sealed: string): Statement | null {
  const text = open(sealed, sessionSecret(deps.env), STATEMENT);
  if (text === null) return null;
  return statementSchema.safeParse(JSON.parse(text)).data ?? null;
}

/**
 * The statement that a draft makes. Null when its lines are no longer those of the order: then the form is filled in again. A draft about an order that
 * another one than the present guest has opened is one without proof.
 */
export async function statementOf(
  deps: Deps,
  draft: StatementDraft,
  guest: { readonly orderId: string } | null,
  language: string,
): Promise<Statement | null> {
  const { key, name, contract, email, words } = draft;
  const form = guest && draft.orderId === guest.orderId ? await viewWithdrawalForm(deps, guest) : null;
  const scope = form ? scopeOf(draft, form) : wordsScope(words);
  if (!scope || (draft.orderId !== null && !form)) return null;
  const button = form?.button ?? (language === 'es-AR' ? 'ar' : 'eu');
  return { key, name, contract, email, scope, button, orderId: form?.orderId ?? null };
}

const wordsScope = (words: string): Scope => (words === '' ? { kind: 'all' } : { kind: 'words', words });

/** Every piece of every line there is to choose from is the whole order. */
function scopeOf({ lines: chosen, words }: StatementDraft, { lines }: WithdrawalForm): Scope | null {
  if (chosen === null) return wordsScope(words);
  const named = chosen.map(([position, quantity]) => {
    const line = lines.find((one) => one.position === position);
    return line && quantity <= line.left
      ? { lineId: line.id, title: titleOf(line), quantity, whole: quantity === line.left }
      : null;
  });
  const known = named.filter((line) => line !== null);
  if (known.length === 0 || known.length < named.length) return null;
  if (known.length === lines.length && known.every((line) => line.whole)) return { kind: 'all' };
  return { kind: 'lines', lines: known.map(({ lineId, title, quantity }) => ({ lineId, title, quantity })) };
}

const titleOf = ({ title, variant }: { title: string; variant: string | null }): string =>
  (variant ? `${title}, ${variant}` : title).slice(0, 300);
