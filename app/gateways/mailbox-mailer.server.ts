import type { Mailer } from './mailer.ts';

/** The mailer of development: the mail is kept by whoever sends it, and shown at /dev/mailbox. Nothing leaves the machine. */
export function createMailboxMailer(): Mailer {
  return {
    keepsMail: true,
    send: async () => ({ kind: 'sent' }),
    close: async () => {},
  };
}
