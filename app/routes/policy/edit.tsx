import { BackLink } from '#app/components/back-link.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/edit';
import { CheckStep } from './check-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { editPage } from './edit-page.server.ts';
import { takePublication } from './publish-form.server.ts';
import { takeRules } from './rules-page.server.ts';
import { RulesStep } from './rules-step.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.publish', ({ deps, url, t, locale }) => editPage(deps, url, { t, locale }));

export const action = allow('policy.publish', async ({ deps, staff, request, url, t, locale }) => {
  const speech = { t, locale };
  if (url.searchParams.get('step') === 'rules') return takeRules(deps, request, url, speech);
  return takePublication(deps, staff.id, request, url, speech);
});

export default function PolicyEdit({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const view = actionData?.view ?? loaderData;
  const problems = actionData?.problems ?? (view.step === 'choose' ? view.problems : []);
  const values = actionData?.values ?? null;
  const title = { choose: t('policy:edit.title'), rules: '', check: t('policy:edit.check-title') }[view.step];
  const heading = view.step === 'rules' ? view.title : title;
  const wayBack = { choose: t('policy:version.back'), rules: t('action.back'), check: t('policy:edit.more') }[
    view.step
  ];
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title: heading }) : heading}</title>
      <BackLink href={view.back}>{wayBack}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{heading}</h1>
      {view.step === 'choose' && <ChooseStep view={view} />}
      {view.step === 'rules' && <RulesStep view={view} values={values} problems={problems} />}
      {view.step === 'check' && <CheckStep view={view} values={values} problems={problems} />}
    </>
  );
}
