import type { Reader } from '#db/open.ts';
import { listReturnMessages } from '#db/return-messages.ts';
import { staffNames } from '../staff-names.server.ts';

export interface MessageView {
  readonly id: string;
  readonly from: 'customer' | 'desk';
  /** Who of the staff, for colleagues; empty for the customer's own. */
  readonly name: string;
  readonly at: string;
  readonly text: string;
  readonly asks: boolean;
}

export interface Conversation {
  /** The earliest first. */
  readonly messages: readonly MessageView[];
  /** The desk asked, and no answer has come: the return waits for the customer. */
  readonly waiting: boolean;
}

/** What customer and desk wrote to each other about a return. */
export async function viewConversation(db: Reader, returnId: string): Promise<Conversation> {
  const rows = await listReturnMessages(db, returnId);
  const nameOf = rows.some(({ author }) => author !== 'customer') ? await staffNames(db) : () => '';
  const messages = rows.map(({ id, author, createdAt, text, asks }): MessageView => {
    const from = author === 'customer' ? 'customer' : 'desk';
    return { id, from, text, asks, at: createdAt.toString(), name: from === 'desk' ? nameOf(author) : '' };
  });
  const lastAsked = messages.findLastIndex(({ asks }) => asks);
  const lastAnswer = messages.findLastIndex(({ from }) => from === 'customer');
  return { messages, waiting: lastAsked > lastAnswer };
}
