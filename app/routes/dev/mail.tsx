import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { readMail } from '#app/services/view-mailbox.server.ts';
import type { Route } from './+types/mail';
import { requireMailbox } from './mailbox-access.server.ts';

export const loader = allow('public', async ({ deps, params }) => {
  requireMailbox(deps);
  const mail = await readMail(deps, (params.id ?? '').slice(0, 64));
  if (!mail) fail(404, 'not-found');
  const { id, subject, recipient, text } = mail;
  return { id, subject, recipient, paragraphs: text.trim().split(/\n{2,}/) };
});

export default function MailText({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { id, subject, recipient, paragraphs } = loaderData;
  return (
    <>
      <title>{subject}</title>
      <BackLink href="/dev/mailbox">{t('mail:mailbox.back')}</BackLink>
      <h1>{subject}</h1>
      <p className="muted small">{t('mail:mailbox.to', { recipient })}</p>
      <Card>
        {paragraphs.map((paragraph) => (
          <p key={paragraph} className="pre-line">
            <Linked text={paragraph} />
          </p>
        ))}
      </Card>
      <p>
        <a href={`/dev/mailbox/${id}/html`}>{t('mail:mailbox.html')}</a>
      </p>
    </>
  );
}

/** Addresses in a text can be followed. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/);
  return parts.map((part) =>
    /^https?:\/\//.test(part) ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
