import { insertMail, loadMail, markMailSent } from '#db/mails.ts';
import { done, type EffectDeps, type Outcome, type Run } from './effect-deps.ts';

export interface MailToSend {
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: string;
  readonly returnId: string | null;
  /** False for a mail with a secret: then only that it was sent is kept, unless it has nowhere to go but the mailbox page. */
  readonly keep: boolean;
}

/** A mail server that is down for longer than this many tries needs a person. */
const TRIES = 10;

/**
 * Keeps the mail under the effect's id, sends it, notes that it is sent. Run again it sends the same words under the same Message-ID, and
 * not at all once they were sent.
 */
export async function sendMail(deps: EffectDeps, run: Run, mail: MailToSend): Promise<Outcome> {
  const known = await loadMail(deps.db, run.id);
  if (known?.sentAt) return done;
  if (!known) await keep(deps, run, mail);
  const { to, subject, html, text } = known && mail.keep ? { ...known, to: known.recipient } : mail;
  const outcome = await deps.gateways.mailer.send({ id: run.id, to, subject, html, text });
  if (outcome.kind === 'sent') {
    await deps.db.transaction((tx) => markMailSent(tx, run.id, deps.clock()));
    return done;
  }
  deps.log.warn({ effectId: run.id, outcome: outcome.kind, reason: outcome.detail }, 'a mail was not taken');
  if (outcome.kind === 'refused' || run.attempts >= TRIES) return { kind: 'park', why: `mail.${outcome.kind}` };
  return { kind: 'later', afterSeconds: Math.min(1800, 15 * 2 ** run.attempts), why: 'mail.retry-later' };
}

async function keep(deps: EffectDeps, run: Run, mail: MailToSend): Promise<void> {
  const shown = mail.keep || deps.gateways.mailer.keepsMail;
  await deps.db.transaction((tx) =>
    insertMail(tx, {
      id: run.id,
      kind: mail.kind,
      recipient: mail.to,
      subject: mail.subject,
      html: shown ? mail.html : '',
      text: shown ? mail.text : '',
      locale: mail.locale,
      returnId: mail.returnId,
      createdAt: deps.clock(),
    }),
  );
}
