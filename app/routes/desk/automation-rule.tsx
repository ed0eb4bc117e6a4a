import { data } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { FormFields } from '#app/routes/policy/form-fields.tsx';
import { policyLinks } from '#app/routes/policy/styles.ts';
import type { Route } from './+types/automation-rule';
import { loadRulePage, takeRuleForm } from './automation-rule-page.server.ts';
import { Caps, Conditions } from './automation-rule-parts.tsx';
import { TrialResult } from './trial-result.tsx';

export const links = policyLinks;
export const loader = allow('desk.read', (args) => loadRulePage(args));
export const action = allow('desk.automate', async (args) => {
  const { problems, values } = await takeRuleForm(args);
  return data({ problems, values }, { status: 422 });
});

/** One rule: whether it is on, what it does, when, and how much it may pay. */
export default function RulePage({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const given = actionData?.values ?? {};
  const { name, version, on, mayEdit } = page;
  return (
    <div className="flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title: name }) : name}</title>
      <BackLink href="/desk/automation">{t('automation:title')}</BackLink>
      <ErrorSummary problems={problems} />
      {page.done && !actionData && (
        <Notice tone="success" live>
          <p>{t('automation:rule.done')}</p>
        </Notice>
      )}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p>{page.does}</p>
      {page.asks && (
        <p>
          <q dir="auto">{page.asks}</q>
        </p>
      )}
      <Card title={t('automation:rule.switch')}>
        <form method="post" className="flow" id="switch">
          <input type="hidden" name="version" value={version} />
          <p>{t(`automation:rule.${on ? 'is-on' : 'is-off'}`)}</p>
          {mayEdit && (
            <Button variant={on ? 'danger' : 'secondary'} name="intent" value={on ? 'off' : 'on'}>
              {t(`automation:rule.${on ? 'off' : 'on'}`)}
            </Button>
          )}
        </form>
      </Card>
      <Conditions page={page} given={given} problems={problems} />
      <Caps page={page} given={given} problems={problems} />
      <TrialResult href={`/desk/automation/${page.id}?try=this`} text={t('automation:try.this')} trial={page.trial} />
      {mayEdit && (
        <Card title={t('automation:rule.settings')}>
          <form method="post" noValidate className="policy-form">
            <input type="hidden" name="version" value={version} />
            <FormFields fields={page.fields} values={{ ...page.values, ...given }} problems={problems} />
            <Button variant="secondary" name="intent" value="save">
              {t('automation:rule.save')}
            </Button>
          </form>
        </Card>
      )}
    </div>
  );
}
