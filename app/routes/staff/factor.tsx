import { BackLink } from '#app/components/back-link.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/factor';
import { ConfirmFactor, RecoveryCodes, RenewCodes, SetUpFactor, SwitchFactorOff } from './factor-forms.tsx';
import { loadFactorPage, takeFactorForm } from './factor-page.server.ts';

export const loader = allow('staff.self', (args) => loadFactorPage(args));
export const action = allow('staff.self', (args) => takeFactorForm(args));

export default function Factor({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { on, wanted, maySwitchOff, next } = loaderData;
  const { problems, pending, recoveryCodes } = actionData ?? { problems: [], pending: null, recoveryCodes: null };
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t(recoveryCodes ? 'people:recovery.title' : 'people:factor.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      {!recoveryCodes && <BackLink href="/staff/security">{t('people:security.title')}</BackLink>}
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {recoveryCodes && <RecoveryCodes codes={recoveryCodes} next={next} />}
      {pending && <ConfirmFactor {...pending} error={errorOf('code')} />}
      {!recoveryCodes && !pending && !on && (
        <>
          {wanted && (
            <Notice tone="warning">
              <p>{t('people:factor.wanted')}</p>
            </Notice>
          )}
          <SetUpFactor error={errorOf('password')} />
        </>
      )}
      {!recoveryCodes && !pending && on && (
        <>
          <p>{t('people:factor.is-on')}</p>
          <RenewCodes error={errorOf('renew-password')} />
          {maySwitchOff && <SwitchFactorOff error={errorOf('off-code')} />}
        </>
      )}
    </div>
  );
}
