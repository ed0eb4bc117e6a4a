import { Form, useNavigation } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { CountCard } from '#app/components/staff/count-card.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { useGradeKeys } from '#app/components/staff/grade-keys.ts';
import { ScanCatcher } from '#app/components/staff/scan/scan-catcher.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/parcel';
import { loadParcelPage, takeParcel } from './parcel-page.server.ts';

export const loader = allow('dock.read', (args) => loadParcelPage(args));
export const action = allow('dock.receive', (args) => takeParcel(args));

/** Also after a refusal: the page has to show what the parcel's return has become. */
export const shouldRevalidate = () => true;

export default function Parcel({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  useFocusOnProblems(actionData);
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const { stop } = loaderData;
  return (
    <>
      <StaffTitle title={t('staff:dock.parcel.title', { code: loaderData.code })} wrong={problems.length > 0} />
      <ScanCatcher />
      <ErrorSummary problems={problems} />
      <div className="dock-head">
        <div>
          <h1>
            {t('staff:dock.parcel.title', { code: '' })} <bdi dir="ltr">{loaderData.code}</bdi>
          </h1>
          <p>
            {t('staff:dock.parcel.order', { number: loaderData.order })} · {loaderData.announced}
          </p>
        </div>
        <Anchor href="/dock">{t('staff:dock.parcel.next')}</Anchor>
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
      {!stop && <CountForm loaderData={loaderData} typed={actionData?.typed ?? {}} problems={problems} />}
    </>
  );
}

function CountForm({
  loaderData,
  typed,
  problems,
}: Pick<Route.ComponentProps, 'loaderData'> & {
  typed: Readonly<Record<string, { count: string; grade: string; note: string }>>;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const busy = useNavigation().state !== 'idle';
  const onKeyDown = useGradeKeys();
  const { lines, mayReceive } = loaderData;
  return (
    <Form method="post" encType="multipart/form-data" noValidate onKeyDown={onKeyDown} className="dock-form">
      <h2>{t('staff:dock.parcel.inside')}</h2>
      {lines.map((line, index) => (
        <CountCard
          key={line.id}
          line={line}
          position={t('staff:dock.parcel.item', { number: index + 1, count: lines.length })}
          typed={typed[line.id]}
          readOnly={!mayReceive}
          errorOf={(field) => problems.find((problem) => problem.field === field)?.message}
        />
      ))}
      {mayReceive && (
        <p className="dock-receive">
          <Button icon="check" disabled={busy}>
            {loaderData.countedBefore ? t('staff:dock.parcel.again') : t('staff:dock.parcel.receive')}
          </Button>
        </p>
      )}
    </Form>
  );
}
