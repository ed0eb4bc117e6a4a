import { enqueue } from '#db/effects.ts';
import { insertReturnMessage } from '#db/return-messages.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';

/** Characters of one message, either way. */
export const MESSAGE_LIMIT = 4000;

/** What the desk often writes; the words stand in app/i18n under the same names, in every language of the product. */
export const TEMPLATES = ['photos', 'serial', 'delay', 'not-arrived', 'deduction'] as const;
export type Template = (typeof TEMPLATES)[number];
/** Those that ask the customer for something. */
export const ASKING: readonly Template[] = ['photos', 'serial'];

export interface DeskMessage {
  readonly returnId: string;
  readonly staffId: string;
  readonly text: string;
  /** What the text began as; null: written freely. */
  readonly template: Template | null;
  /** The return waits for the customer until they answer. */
  readonly asks: boolean;
  /** Of the form: sent twice it is one message. */
  readonly formKey: string;
}

export type SendRefusal = 'return.not-found' | 'message.empty' | 'message.too-large';

/**
 * Writes to the customer of a return: it stands on their page, and a mail brings it. With `asks` the return is marked as waiting for them. Refuses an
 * empty message and one beyond the limit.
 */
export async function sendMessage(deps: ServiceDeps, input: DeskMessage): Promise<Result<object, SendRefusal>> {
  const text = input.text.trim();
  if (text === '') return refuse('message.empty');
  if (text.length > MESSAGE_LIMIT) return refuse('message.too-large', { limit: MESSAGE_LIMIT });
  return commit(deps, `staff:${input.staffId}`, async (unit): Promise<Result<object, SendRefusal>> => {
    const row = await loadReturn(unit.tx, input.returnId);
    if (!row) return refuse('return.not-found');
    const { template, asks, staffId, formKey } = input;
    const sent = await keepDeskMessage(unit, row, { text, template, asks, formKey: `${staffId}:${formKey}` });
    if (sent === null) return { ok: true };
    await recordAct(unit, {
      ...{ act: asks ? 'message.ask' : 'message.write', subjectKind: 'message', subjectId: sent, returnId: row.id },
      after: { template },
    });
    return { ok: true };
  });
}

/** Keeps a message of the desk and asks for its mail; its id, or null when its form was sent before. */
export async function keepDeskMessage(
  { tx, at, actor, nextId }: Unit,
  row: Pick<ReturnRow, 'id' | 'locale'>,
  said: { readonly text: string; readonly template: string | null; readonly asks: boolean; readonly formKey: string },
): Promise<string | null> {
  const id = nextId();
  const { id: returnId, locale } = row;
  if (!(await insertReturnMessage(tx, { ...said, id, returnId, author: actor, locale, createdAt: at }))) return null;
  const payload = { kind: 'message-mail', messageId: id } as const;
  await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId, runAfter: at, createdAt: at }]);
  return id;
}
