import type { Reader } from '#db/open.ts';
import { listReturnMessages } from '#db/return-messages.ts';
import { ruleNames } from '../rule-names.server.ts';
import { staffNames } from '../staff-names.server.ts';

export interface MessageView {
  readonly id: string;
  /** `rule`: a rule of the desk asked it, and no person. */
  readonly from: 'customer' | 'desk' | 'rule';
  /** Who of the staff or which rule, for colleagues; empty for the customer's own. */
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
  const authors = rows.map(({ author }) => author).filter((author) => author !== 'customer');
  const nameOf = authors.length > 0 ? await staffNames(db) : () => '';
  const ruleNameOf = await ruleNames(db, authors);
  const messages = rows.map(({ id, author, createdAt, text, asks }): MessageView => {
    const said = { id, text, asks, at: createdAt.toString() };
    if (author === 'customer') return { ...said, from: 'customer', name: '' };
    const rule = ruleNameOf(author);
    return rule === null ? { ...said, from: 'desk', name: nameOf(author) } : { ...said, from: 'rule', name: rule };
  });
  const lastAsked = messages.findLastIndex(({ asks }) => asks);
  const lastAnswer = messages.findLastIndex(({ from }) => from === 'customer');
  return { messages, waiting: lastAsked > lastAnswer };
}
