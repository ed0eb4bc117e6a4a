import { Form } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PhotoStrip } from '#app/components/photo-strip.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useFoundWords } from '#app/i18n/use-found-words.ts';
import type { Route } from './+types/found-parcel';
import { changeFoundParcel, loadFoundParcelPage } from './found-parcel-page.server.ts';
import { Likely, Matches, Shelf } from './found-sections.tsx';

export const loader = allow('dock.read', (args) => loadFoundParcelPage(args));
export const action = allow('dock.found', (args) => changeFoundParcel(args));

export const shouldRevalidate = () => true;

export default function FoundParcel({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useFoundWords();
  const { number, state, mayChange, saved, closed, facts, photos } = loaderData;
  const problems = actionData?.problems ?? [];
  useFocusOnProblems(actionData);
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('found:name', { number });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={`/dock/found?view=${state}`}>{t('found:title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {saved && <ScanVerdict tone="success" title={saved} />}
      <p>
        {loaderData.by} · {loaderData.age} · {t(`found:view.${state}`)}
      </p>
      {closed && (
        <Notice>
          <p>{closed}</p>
        </Notice>
      )}
      <section className="card found-facts">
        <PhotoStrip photos={photos} label={t('found:photos')} />
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
          <h2>{t('found:by-hand.title')}</h2>
          <TextInput
            name="code"
            label={t('found:by-hand.label')}
            error={errorOf('code')}
            defaultValue={actionData?.typed ?? ''}
            {...{ width: 'medium', autoComplete: 'off', ltr: true }}
          />
          <Button name="intent" value="by-hand" variant="secondary">
            {t('found:by-hand.button')}
          </Button>
        </Form>
      )}
      {mayChange && <Shelf closed={state === 'closed'} error={errorOf('why')} />}
    </>
  );
}
