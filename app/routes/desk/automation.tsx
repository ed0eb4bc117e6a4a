import { data } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Tag } from '#app/components/tag.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { FormFields } from '#app/routes/policy/form-fields.tsx';
import { policyLinks } from '#app/routes/policy/styles.ts';
import type { Route } from './+types/automation';
import { loadAutomationPage, takeAutomationForm } from './automation-page.server.ts';
import { TrialResult } from './trial-result.tsx';

export const links = policyLinks;
export const loader = allow('desk.read', (args) => loadAutomationPage(args));
export const action = allow('desk.automate', async (args) => {
  const { problems, values } = await takeAutomationForm(args);
  return data({ problems, values }, { status: 422 });
});

type Page = Route.ComponentProps['loaderData'];

/** The rules of the desk in the order in which they are asked. */
export default function Automation({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('automation:title');
  const problems = actionData?.problems ?? [];
  return (
    <div className="flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/desk" />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p>{t('automation:lead')}</p>
      <p>{t('automation:limits')}</p>
      {page.rules.length === 0 ? <EmptyState title={t('automation:list.empty')} /> : <Rules page={page} />}
      <TrialResult href="/desk/automation?try=all" text={t('automation:try.text')} trial={page.trial} />
      {page.mayEdit && (
        <Card title={t('automation:make.title')}>
          <form method="post" noValidate className="policy-form">
            <FormFields fields={page.fields} values={actionData?.values ?? {}} problems={problems} />
            <Button name="intent" value="make">
              {t('automation:make.button')}
            </Button>
          </form>
        </Card>
      )}
    </div>
  );
}

function Rules({ page: { rules, mayEdit } }: { page: Page }) {
  const { t } = useWords();
  const column = (key: 'rule' | 'does' | 'when' | 'state' | 'order') => ({ key, label: t(`automation:list.${key}`) });
  return (
    <DataTable
      caption={t('automation:title')}
      hideCaption
      columns={[column('rule'), column('does'), column('when'), column('state'), ...(mayEdit ? [column('order')] : [])]}
      rows={rules.map((rule, index) => ({
        id: rule.id,
        cells: {
          rule: (
            <Anchor href={`/desk/automation/${rule.id}`}>
              <bdi>{rule.name}</bdi>
            </Anchor>
          ),
          ...{ does: rule.does, when: rule.when },
          state: <Tag tone={rule.on ? 'success' : 'neutral'}>{t(`automation:list.${rule.on ? 'on' : 'off'}`)}</Tag>,
          order: index > 0 && (
            <form method="post">
              <input type="hidden" name="rule" value={rule.id} />
              <input type="hidden" name="version" value={rule.version} />
              <Button variant="secondary" size="small" name="intent" value="earlier">
                {t('automation:list.earlier')} <VisuallyHidden>{rule.name}</VisuallyHidden>
              </Button>
            </form>
          ),
        },
      }))}
    />
  );
}
