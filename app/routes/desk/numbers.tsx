import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { policyLinks } from '#app/routes/policy/styles.ts';
import type { Route } from './+types/numbers';
import { loadNumbersPage } from './numbers-page.server.ts';

export const links = policyLinks;
export const loader = allow('desk.read', (args) => loadNumbersPage(args));

const COLUMNS = ['requested', 'waiting', 'overdue', 'response', 'receipt', 'money', 'whole'] as const;

/** What waits, what is late, and how long things take, by country. */
export default function Numbers({ loaderData: page }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('automation:figures.title');
  const { problem, rows } = page;
  return (
    <div className="flow">
      <title>{problem ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/desk" />
      <ErrorSummary problems={problem ? [{ field: 'days', message: problem }] : []} />
      <h1>{title}</h1>
      <form method="get" noValidate className="policy-form">
        <TextInput
          name="days"
          label={t('automation:figures.days')}
          hint={t('automation:figures.days-hint')}
          error={problem ?? undefined}
          defaultValue={page.typed}
          inputMode="numeric"
          autoComplete="off"
          width="tiny"
          ltr
        />
        <Button variant="secondary">{t('automation:figures.show')}</Button>
      </form>
      <p>{page.lead}</p>
      {page.empty ? (
        <EmptyState title={t('automation:figures.empty')} />
      ) : (
        <>
          <p>
            <strong>{page.sentence}</strong>
          </p>
          <DataTable
            caption={title}
            hideCaption
            columns={[
              { key: 'country', label: t('automation:figures.country') },
              ...COLUMNS.map((key) => ({ key, label: t(`automation:figures.${key}`), align: 'end' as const })),
            ]}
            rows={rows.map(({ id, late, ...cells }) => ({ id, urgent: late, cells }))}
          />
        </>
      )}
      <p>{t('automation:figures.explain')}</p>
      <p>
        <LinkButton href={page.file} variant="secondary" icon="download">
          {t('automation:figures.file')}
        </LinkButton>
      </p>
    </div>
  );
}
