import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { PageTitle } from './page-title.tsx';
import type { Stop } from './reason-page.server.ts';

/** Not an error of the customer's: the rule in plain words, what they can still do, and whom to ask. */
export function StopPage({
  stop,
  draftId,
  title,
  support,
}: {
  stop: Stop;
  draftId: string;
  title: string;
  support: string | null;
}) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={t(`customer:stop.${stop}.title`)} />
      <BackLink href="?">{t('customer:stop.back')}</BackLink>
      <h1>{t(`customer:stop.${stop}.title`)}</h1>
      <p className="lede">
        <bdi>{title}</bdi>
      </p>
      <p>{t(`customer:stop.${stop}.rule`)}</p>
      <h2>{t('customer:stop.still')}</h2>
      <ul>
        <li>{t('customer:stop.faulty')}</li>
        <li>{t('customer:stop.others')}</li>
        {support && <li>{t('customer:stop.ask', { address: support })}</li>}
      </ul>
      <form method="post" action="?" encType="multipart/form-data">
        <input type="hidden" name="draft" value={draftId} />
        <input type="hidden" name="comment" value="" />
        <Button variant="secondary" name="drop" value="1">
          {t('customer:stop.drop')}
        </Button>
      </form>
    </>
  );
}
