import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { PageTitle } from './page-title.tsx';

/** Some lines can only bring store credit and others bring money: they are not mixed, so that nobody gives up their money by accident. */
export function SplitPage({ draftId, titles }: { draftId: string; titles: readonly string[] }) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={t('credit:split.title')} />
      <BackLink href="/return/items">{t('credit:split.back')}</BackLink>
      <h1>{t('credit:split.title')}</h1>
      <p>{t('credit:split.text')}</p>
      <ul>
        {titles.map((title) => (
          <li key={title}>
            <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
      <form method="post">
        <input type="hidden" name="draft" value={draftId} />
        <Button name="drop" value="1">
          {t('credit:split.button')}
        </Button>
      </form>
    </>
  );
}
