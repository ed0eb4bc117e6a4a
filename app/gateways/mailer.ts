/** A mail, written and addressed; the plain text says everything that the HTML says. */
export interface OutgoingMail {
  /** Becomes the Message-ID: a mail sent twice after a crash is one mail to most mailboxes. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export type MailOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry-later'; readonly detail: string }
  /** The address or the mail will never be taken. */
  | { readonly kind: 'refused'; readonly detail: string };

/** Sends mail. Never throws for what a mail server says: that is the outcome. */
export interface Mailer {
  /** True for the mailer of development: mails go nowhere but the mailbox page, so all of each is kept. */
  readonly keepsMail: boolean;
  send(mail: OutgoingMail): Promise<MailOutcome>;
  close(): Promise<void>;
}
