import { Form } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PhotoStrip } from '#app/components/photo-strip.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { Select } from '#app/components/select.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { CLOSE_REASONS } from '#machines/scan/found.ts';
import type { Route } from './+types/found-parcel';
import { changeFoundParcel, loadFoundParcelPage } from './found-parcel-page.server.ts';

export const loader = allow('dock.read', (args) => loadFoundParcelPage(args));
export const action = allow('dock.found', (args) => changeFoundParcel(args));

export const shouldRevalidate = () => true;

export default function FoundParcel({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { number, state, mayChange, saved, closed, facts, photos } = loaderData;
  const problems = actionData?.problems ?? [];
  useFocusOnProblems(actionData);
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('scan:found.name', { number });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={`/dock/found?view=${state}`}>{t('scan:found.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {saved && <ScanVerdict tone="success" title={saved} />}
      <p>
        {loaderData.by} · {loaderData.age} · {t(`scan:found.view.${state}`)}
      </p>
      {closed && (
        <Notice>
          <p>{closed}</p>
        </Notice>
      )}
      <section className="card found-facts">
        <PhotoStrip photos={photos} label={t('scan:found.photos')} />
        <dl>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Matches matches={loaderData.matches} />
      {state !== 'closed' && <Likely likely={loaderData.likely} mayChange={mayChange} />}
      {mayChange && state !== 'closed' && (
        <Form method="post" noValidate className="card dock-form">
          <h2>{t('scan:found.by-hand.title')}</h2>
          <TextInput
            name="code"
            label={t('scan:found.by-hand.label')}
            error={errorOf('code')}
            defaultValue={actionData?.typed ?? ''}
            {...{ width: 'medium', autoComplete: 'off', ltr: true }}
          />
          <Button name="intent" value="by-hand" variant="secondary">
            {t('scan:found.by-hand.button')}
          </Button>
        </Form>
      )}
      {mayChange && <Shelf closed={state === 'closed'} error={errorOf('why')} />}
    </>
  );
}

function Matches({ matches }: Pick<Route.ComponentProps['loaderData'], 'matches'>) {
  const { t } = useWords();
  if (matches.length === 0) return null;
  return (
    <section className="card dock-form" aria-labelledby="matched">
      <h2 id="matched">{t('scan:found.matched.title')}</h2>
      <ul className="found-list">
        {matches.map(({ order, code, href }) => (
          <li key={code ?? order}>
            <p>
              <strong>
                {code ? t('scan:found.likely.return', { code, order }) : t('scan:found.likely.order', { order })}
              </strong>
            </p>
            {href && code ? (
              <LinkButton href={href}>{t('scan:found.matched.count', { code })}</LinkButton>
            ) : (
              <p>{t('scan:found.matched.desk')}</p>
            )}
          </li>
        ))}
      </ul>
      <p>{t('scan:found.matched.more')}</p>
    </section>
  );
}

function Likely({ likely, mayChange }: Pick<Route.ComponentProps['loaderData'], 'likely' | 'mayChange'>) {
  const { t } = useWords();
  return (
    <section aria-labelledby="likely">
      <h2 id="likely">{t('scan:found.likely.title')}</h2>
      {likely.length === 0 && <p>{t('scan:found.likely.none')}</p>}
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
                  {t('scan:found.likely.pick')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shelf({ closed, error }: { closed: boolean; error: string | undefined }) {
  const { t } = useWords();
  return (
    <Form method="post" noValidate className="card dock-form">
      {!closed && (
        <>
          <h2>{t('scan:found.close.title')}</h2>
          <Select
            name="why"
            label={t('scan:found.close.label')}
            error={error}
            empty=""
            options={CLOSE_REASONS.map((value) => ({ value, label: t(`scan:found.close.reason.${value}`) }))}
          />
        </>
      )}
      <Button name="intent" value={closed ? 'reopen' : 'close'} variant="secondary">
        {closed ? t('scan:found.reopen') : t('scan:found.close.button')}
      </Button>
    </Form>
  );
}
