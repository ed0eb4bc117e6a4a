import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Select } from '#app/components/select.tsx';
import { useFoundWords } from '#app/i18n/use-found-words.ts';
import { CLOSE_REASONS } from '#machines/scan/found.ts';
import type { Route } from './+types/found-parcel';

type FoundParcelData = Route.ComponentProps['loaderData'];

/** Whose the parcel is, and where its returns are counted. */
export function Matches({ matches }: Pick<FoundParcelData, 'matches'>) {
  const { t } = useFoundWords();
  if (matches.length === 0) return null;
  return (
    <section className="card dock-form" aria-labelledby="matched">
      <h2 id="matched">{t('found:matched.title')}</h2>
      <ul className="found-list">
        {matches.map(({ order, code, href }) => (
          <li key={code ?? order}>
            <p>
              <strong>{code ? t('found:likely.return', { code, order }) : t('found:likely.order', { order })}</strong>
            </p>
            {href && code ? (
              <LinkButton href={href}>{t('found:matched.count', { code })}</LinkButton>
            ) : (
              <p>{t('found:matched.desk')}</p>
            )}
          </li>
        ))}
      </ul>
      <p>{t('found:matched.more')}</p>
    </section>
  );
}

/** Whose it may be, each with why. */
export function Likely({ likely, mayChange }: Pick<FoundParcelData, 'likely' | 'mayChange'>) {
  const { t } = useFoundWords();
  return (
    <section aria-labelledby="likely">
      <h2 id="likely">{t('found:likely.title')}</h2>
      {likely.length === 0 && <p>{t('found:likely.none')}</p>}
      <ul className="found-list">
        {likely.map(({ target, title, who, why }) => (
          <li key={target} className="card">
            <div>
              <p id={target}>
                <strong>{title}</strong>
              </p>
              <p dir="auto">{who}</p>
              <p className="found-why">{why}</p>
            </div>
            {mayChange && (
              <Form method="post">
                <input type="hidden" name="target" value={target} />
                <Button name="intent" value="match" variant="secondary" aria-describedby={target}>
                  {t('found:likely.pick')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Off the shelf, and back on it. */
export function Shelf({ closed, error }: { closed: boolean; error: string | undefined }) {
  const { t } = useFoundWords();
  return (
    <Form method="post" noValidate className="card dock-form">
      {!closed && (
        <>
          <h2>{t('found:close.title')}</h2>
          <Select
            name="why"
            label={t('found:close.label')}
            error={error}
            empty=""
            options={CLOSE_REASONS.map((value) => ({ value, label: t(`found:close.reason.${value}`) }))}
          />
        </>
      )}
      <Button name="intent" value={closed ? 'reopen' : 'close'} variant="secondary">
        {closed ? t('found:reopen') : t('found:close.button')}
      </Button>
    </Form>
  );
}
