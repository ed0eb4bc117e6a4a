import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewMailbox } from '#app/services/view-mailbox.server.ts';
import type { Route } from './+types/mailbox';
import { requireMailbox } from './mailbox-access.server.ts';

export const loader = allow('public', async ({ deps, url }) => {
  requireMailbox(deps);
  const to = url.searchParams.get('to')?.slice(0, 254) ?? '';
  const mails = await viewMailbox(deps, to || undefined);
  return { to, mails: mails.map(({ id, subject, recipient, createdAt }) => ({ id, subject, recipient, createdAt })) };
});

export default function Mailbox({ loaderData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { mails, to } = loaderData;
  return (
    <>
      <title>{t('mail:mailbox.title')}</title>
      <h1>{t('mail:mailbox.title')}</h1>
      <p className="lede">{t('mail:mailbox.intro')}</p>
      <form method="get">
        <TextInput name="to" label={t('mail:mailbox.search')} defaultValue={to} autoComplete="off" ltr />
        <Button variant="secondary">{t('mail:mailbox.find')}</Button>
      </form>
      {mails.length === 0 && <EmptyState title={t('mail:mailbox.empty')} />}
      <ul className="mails">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Card>
              <p>
                <a href={`/dev/mailbox/${mail.id}`}>{mail.subject}</a>
              </p>
              <p className="muted small">
                {t('mail:mailbox.to', { recipient: mail.recipient })} · {formatInstant(mail.createdAt, 'UTC', locale)}{' '}
                UTC
              </p>
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}
