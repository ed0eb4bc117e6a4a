import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { Select } from '#app/components/select.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewAudit } from '#app/services/view-audit.server.ts';
import type { Route } from './+types/acts';
import { actWords } from './act-words.server.ts';
import { readAuditQuestion } from './audit-question.server.ts';

/** Who did what, the newest first; a plain GET form, so that each view has an address. */
export const loader = allow('audit.read', async ({ deps, url, t, locale }) => {
  const { asked, typed, problems } = readAuditQuestion(url.searchParams, t);
  const view = await viewAudit(deps.db, asked);
  const later = new URLSearchParams(url.searchParams);
  if (view.next !== null) later.set('before', String(view.next));
  return {
    ...{ typed, problems, people: view.people.map(({ id, name }) => ({ value: id, label: name })) },
    acts: view.rows.map((row) => actWords(row, { t, locale, timeZone: view.timeZone, people: view.people })),
    next: view.next === null ? null : `/audit?${later}`,
  };
});

export default function Acts({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { typed, problems, people, acts, next } = loaderData;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('audit:title');
  const column = (key: 'number' | 'when' | 'who' | 'act' | 'return' | 'why') => ({
    key,
    label: t(`audit:column.${key}`),
  });
  const rows = acts.map(({ seq, number, returnHref, ...cells }) => ({
    id: String(seq),
    cells: {
      ...cells,
      number: <Anchor href={`/audit/${seq}`}>{number}</Anchor>,
      return: returnHref && <Anchor href={returnHref}>{t('audit:column.return')}</Anchor>,
    },
  }));
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p>{t('audit:lead')}</p>
      <p>
        <Anchor href="/audit/check">{t('audit:check.title')}</Anchor>
      </p>
      <form method="get" action="/audit" className="fields-row">
        <Select
          name="person"
          label={t('audit:filter.person')}
          options={people}
          empty={t('audit:filter.anybody')}
          defaultValue={typed.person}
        />
        <TextInput
          name="code"
          label={t('audit:filter.code')}
          defaultValue={typed.code}
          error={errorOf('code')}
          maxLength={100}
          autoComplete="off"
          width="medium"
          ltr
        />
        {(['since', 'until'] as const).map((name) => (
          <TextInput
            key={name}
            name={name}
            type="date"
            label={t(`audit:filter.${name}`)}
            defaultValue={typed[name]}
            error={errorOf(name)}
            width="medium"
          />
        ))}
        <Button variant="secondary">{t('audit:filter.button')}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t('audit:empty.title')}>{t('audit:empty.text')}</EmptyState>
      ) : (
        <DataTable
          caption={title}
          hideCaption
          columns={[column('number'), column('when'), column('who'), column('act'), column('return'), column('why')]}
          rows={rows}
        />
      )}
      <Pagination next={next ?? undefined} />
    </>
  );
}
