import { Anchor } from '#app/components/anchor.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { ScanCatcher } from '#app/components/staff/scan/scan-catcher.tsx';
import { useScannedSerials } from '#app/components/staff/scanned-serials.ts';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/parcel';
import { CountForm } from './count-form.tsx';
import { loadParcelPage } from './parcel-page.server.ts';
import { takeParcel } from './take-parcel.server.ts';

export const loader = allow('dock.read', (args) => loadParcelPage(args));
export const action = allow('dock.receive', (args) => takeParcel(args));

/** Also after a refusal: the page has to show what the parcel's return has become. */
export const shouldRevalidate = () => true;

export default function Parcel({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  useFocusOnProblems(actionData);
  const problems = actionData?.problems ?? [];
  const overtaken = actionData?.overtaken ?? null;
  const { stop } = loaderData;
  const [scanned, takeSerial] = useScannedSerials(loaderData.lines);
  return (
    <>
      <StaffTitle
        title={t('staff:dock.parcel.title', { code: loaderData.code })}
        wrong={problems.length > 0 || overtaken !== null}
      />
      <ScanCatcher takes={takeSerial} />
      <ErrorSummary problems={problems} />
      {overtaken && (
        <div id="overtaken" tabIndex={-1}>
          <Notice tone="danger" title={overtaken.title} live>
            <ul>
              {overtaken.found.map((found) => (
                <li key={found} dir="auto">
                  {found}
                </li>
              ))}
            </ul>
            <p>{t('parcel:overtaken.text')}</p>
          </Notice>
        </div>
      )}
      <div className="dock-head">
        <div>
          <h1>
            {t('staff:dock.parcel.title', { code: '' })} <bdi dir="ltr">{loaderData.code}</bdi>
          </h1>
          <p>
            {t('staff:dock.parcel.order', { number: loaderData.order })} · {loaderData.announced}
          </p>
        </div>
        <p>
          <Anchor href="/dock">{t('staff:dock.parcel.next')}</Anchor> ·{' '}
          <Anchor href="/dock/put-away">{t('parcel:put-away.link')}</Anchor>
        </p>
      </div>
      {stop && (
        <ScanVerdict tone="danger" title={stop.title}>
          <p>{stop.text}</p>
        </ScanVerdict>
      )}
      {stop && <LinkButton href="/dock">{t('staff:dock.parcel.next')}</LinkButton>}
      {loaderData.countedBefore && (
        <Notice title={loaderData.countedBefore}>
          {loaderData.mayReceive && <p>{t('staff:dock.parcel.counted-before-text')}</p>}
        </Notice>
      )}
      {!stop && !loaderData.mayReceive && (
        <Notice>
          <p>{t('staff:dock.parcel.read-only')}</p>
        </Notice>
      )}
      {!stop && <CountForm key={loaderData.code} page={loaderData} answer={actionData} scanned={scanned} />}
    </>
  );
}
