import { listMails, loadMail, type Mail } from '#db/mails.ts';
import type { ServiceDeps } from './deps.ts';

const NEWEST = 100;

export interface MailView {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly createdAt: string;
  readonly text: string;
}

/** The newest mails of the mailbox of development, of one recipient where a part of an address is given. */
export async function viewMailbox(deps: Pick<ServiceDeps, 'db'>, recipient: string | undefined): Promise<MailView[]> {
  const found = await listMails(deps.db, { limit: NEWEST, recipient });
  const mails = await Promise.all(found.map(({ id }) => loadMail(deps.db, id)));
  return mails.filter((mail) => mail !== null).map(view);
}

/** One mail with its HTML; null when there is none of this id. */
export async function readMail(
  deps: Pick<ServiceDeps, 'db'>,
  id: string,
): Promise<(MailView & { html: string }) | null> {
  const mail = await loadMail(deps.db, id);
  return mail && { ...view(mail), html: mail.html };
}

function view({ id, kind, recipient, subject, createdAt, text }: Mail): MailView {
  return { id, kind, recipient, subject, text, createdAt: createdAt.toString() };
}
