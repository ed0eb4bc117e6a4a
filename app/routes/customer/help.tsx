import { Anchor } from '#app/components/anchor.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import type { Route } from './+types/help';
import { PageTitle } from './page-title.tsx';

const TOPICS = ['how', 'time', 'cost', 'printer', 'money', 'amount', 'late', 'broken', 'cancel', 'code'] as const;

export const loader = allow('public', async ({ deps }) => ({ support: await supportEmail(deps) }));

export default function Help({ loaderData: { support } }: Route.ComponentProps) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={t('customer:help.title')} />
      <h1>{t('customer:help.title')}</h1>
      <ul>
        {TOPICS.map((topic) => (
          <li key={topic}>
            <a href={`#${topic}`}>{t(`customer:help.${topic}.title`)}</a>
          </li>
        ))}
      </ul>
      {TOPICS.map((topic) => (
        <section key={topic} id={topic}>
          <h2>{t(`customer:help.${topic}.title`)}</h2>
          <p>{t(`customer:help.${topic}.text`)}</p>
        </section>
      ))}
      {support && (
        <section id="contact">
          <h2>{t('customer:help.contact')}</h2>
          <p>
            <Anchor href={`mailto:${support}`}>{support}</Anchor>
          </p>
          <p>{t('customer:help.contact-text')}</p>
        </section>
      )}
    </>
  );
}
