import { insertReturnMessage, listReturnMessages } from '#db/return-messages.ts';
import { findReturnByRma, loadReturn, loadReturnOfOrder } from '#db/returns.ts';
import { insertStaffNotices } from '#db/staff-notices.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';
import { MESSAGE_LIMIT } from './send-message.server.ts';

/** As many messages of a customer in a row as are taken before the desk has written. */
export const IN_A_ROW_LIMIT = 10;

export interface CustomerMessage {
  readonly orderId: string;
  readonly rmaCode: string;
  readonly text: string;
  readonly formKey: string;
}

export type AnswerRefusal = 'return.not-found' | 'message.empty' | 'message.too-large' | 'message.too-many';

/**
 * Takes what the customer of a return writes to the desk: a question that was open is answered by it. Those who asked, and whose return it is, are
 * told. Refuses an empty message, one beyond the limit, and more in a row than anybody reads.
 */
export async function answerMessage(deps: ServiceDeps, input: CustomerMessage): Promise<Result<object, AnswerRefusal>> {
  const text = input.text.trim();
  if (text === '') return refuse('message.empty');
  if (text.length > MESSAGE_LIMIT) return refuse('message.too-large', { limit: MESSAGE_LIMIT });
  return commit(deps, 'customer', async (unit): Promise<Result<object, AnswerRefusal>> => {
    const { tx, at, nextId } = unit;
    const found = await findReturnByRma(tx, input.rmaCode);
    const row = found && (await loadReturnOfOrder(tx, { returnId: found.id, orderId: input.orderId }));
    if (!row) return refuse('return.not-found');
    const before = await listReturnMessages(tx, row.id);
    const formKey = `customer:${row.id}:${input.formKey}`;
    if (before.some((message) => message.formKey === formKey)) return { ok: true };
    const last = before.findLastIndex(({ author }) => author !== 'customer');
    if (before.length - last - 1 >= IN_A_ROW_LIMIT) return refuse('message.too-many', { limit: IN_A_ROW_LIMIT });
    const said = { text, locale: row.locale, template: null, asks: false, formKey, createdAt: at };
    await insertReturnMessage(tx, { ...said, id: nextId(), returnId: row.id, author: 'customer' });
    await tell(unit, row.id, before[last]?.author ?? null);
    return { ok: true };
  });
}

/** Those who wait for it: the last of the desk who wrote, and whose return it is. */
async function tell({ tx, at, nextId }: Unit, returnId: string, author: string | null): Promise<void> {
  const asker = author?.startsWith('staff:') ? author.slice('staff:'.length) : null;
  const owner = (await loadReturn(tx, returnId))?.assignedTo ?? null;
  const told = new Set([asker, owner].flatMap((id) => id ?? []));
  const notice = { kind: 'answer', returnId, noteId: null, actor: 'customer', createdAt: at, readAt: null };
  await insertStaffNotices(
    tx,
    [...told].map((staffId) => ({ ...notice, id: nextId(), staffId })),
  );
}
