import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Select } from '#app/components/select.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { roles } from '#app/permissions.ts';
import type { Route } from './+types/person';
import { loadPersonPage, takePersonForm } from './person-page.server.ts';

export const loader = allow('staff.manage', (args) => loadPersonPage(args));
export const action = allow('staff.manage', (args) => takePersonForm(args));

type Page = Route.ComponentProps['loaderData'];

export default function Person({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const { name, email, state, factor, done } = page;
  const rows = [
    { id: 'email', label: t('people:email'), value: <bdi className="address-text">{email}</bdi> },
    { id: 'role', label: t('people:role'), value: page.role },
    { id: 'factor', label: t('people:factor.title'), value: factor },
    { id: 'state', label: t('people:list.column.state'), value: state },
  ];
  return (
    <div className="flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title: name }) : name}</title>
      <BackLink href="/people">{t('people:list.title')}</BackLink>
      <ErrorSummary problems={problems} />
      {done && !actionData && (
        <Notice tone="success" live>
          <p>{done}</p>
        </Notice>
      )}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <SummaryList rows={rows} />
      <ChangeRole page={page} error={problems.find(({ field }) => field === 'role')?.message} />
      <Devices page={page} />
      <Account page={page} />
    </div>
  );
}

function ChangeRole({ page, error }: { page: Page; error: string | undefined }) {
  const { t } = useWords();
  return (
    <Card title={t('people:person.role')}>
      <form method="post" noValidate className="flow">
        <p>{t('people:person.role-text')}</p>
        <Select
          name="role"
          label={t('people:role')}
          error={error}
          defaultValue={page.roleCode}
          options={roles.map((role) => ({ value: role, label: t(`terms:role.${role}`) }))}
        />
        <Button variant="secondary" name="intent" value="role">
          {t('people:person.role-button')}
        </Button>
      </form>
    </Card>
  );
}

function Devices({ page: { devices } }: { page: Page }) {
  const { t } = useWords();
  const columns = (['device', 'began', 'seen'] as const).map((key) => ({
    key,
    label: t(`people:device.column.${key}`),
  }));
  const rows = devices.map(({ id, ...cells }) => ({ id, cells }));
  return (
    <Card title={t('people:device.title')}>
      {rows.length === 0 ? (
        <p>{t('people:device.none')}</p>
      ) : (
        <form method="post" className="flow">
          <DataTable caption={t('people:device.title')} hideCaption columns={columns} rows={rows} />
          <Button variant="secondary" name="intent" value="sessions">
            {t('people:person.sessions')}
          </Button>
        </form>
      )}
    </Card>
  );
}

function Account({ page }: { page: Page }) {
  const { t } = useWords();
  return (
    <Card title={t('people:person.account')}>
      {page.mayResetFactor && (
        <form method="post" className="flow">
          <p>{t('people:person.factor-text')}</p>
          <Button variant="secondary" name="intent" value="factor-reset">
            {t('people:person.factor-reset')}
          </Button>
        </form>
      )}
      <form method="post" className="flow">
        <p>{t(page.off ? 'people:person.on-text' : 'people:person.off-text')}</p>
        <Button variant={page.off ? 'secondary' : 'danger'} name="intent" value={page.off ? 'on' : 'off'}>
          {t(page.off ? 'people:person.on' : 'people:person.off')}
        </Button>
      </form>
    </Card>
  );
}
