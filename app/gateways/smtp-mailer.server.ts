import { createTransport } from 'nodemailer';
import type { Mailer, MailOutcome, OutgoingMail } from './mailer.ts';

/** Mail over SMTP. A permanent answer of the server (5xx) is a refusal, everything else may be tried again. */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(url, { from });
  const domain = from.match(/@([^>\s]+)/)?.[1] ?? 'localhost';
  return {
    keepsMail: false,
    async send({ id, to, subject, html, text }: OutgoingMail): Promise<MailOutcome> {
      try {
        await transport.sendMail({
          to: { name: '', address: to },
          subject,
          html,
          text,
          messageId: `<${id}@${domain}>`,
        });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

function outcomeOf(error: unknown): MailOutcome {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : error.name;
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null;
  // Never the message: it repeats the address.
  const detail = answer === null ? code : `${code} ${answer}`;
  const permanent = answer !== null && answer >= 500 && code !== 'EAUTH';
  return permanent ? { kind: 'refused', detail } : { kind: 'retry-later', detail };
}
