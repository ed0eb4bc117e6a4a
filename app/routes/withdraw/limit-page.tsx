import { Anchor } from '#app/components/anchor.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { PageTitle } from '../customer/page-title.tsx';

/** Too many statements from one connection: says that this one is not recorded, and the way that is always open. */
export function LimitPage({ support }: { support: string | null }) {
  const { t } = useWords();
  const email = support ?? '';
  return (
    <>
      <PageTitle title={t('withdrawal:limit.title')} />
      <h1>{t('withdrawal:limit.title')}</h1>
      <p>{t('withdrawal:limit.text', { email })}</p>
      {support && (
        <p>
          <Anchor href={`mailto:${support}`}>{support}</Anchor>
        </p>
      )}
    </>
  );
}
