import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Select } from '#app/components/select.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/on-day';
import { Lines } from './country-tables.tsx';
import { dayOf } from './form-fields.tsx';
import { onDayPage } from './on-day-page.server.ts';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** What applied to orders of a country on a day; a plain GET form, so the answer has an address. */
export const loader = allow('policy.read', ({ deps, url, t, locale }) => onDayPage(deps, url, { t, locale }));

export default function PolicyOnDay({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { asked, problems, answer, options } = loaderData;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('policy:day.title');
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/policy">{t('policy:version.back')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="policy-lead">{t('policy:day.lead')}</p>
      <form method="get" className="fields-row">
        <TextInput
          name="date"
          type="date"
          label={t('policy:edit.day')}
          defaultValue={dayOf(asked.date)}
          error={errorOf('date')}
          width="medium"
        />
        <Select
          name="country"
          label={t('policy:filter.label')}
          options={options}
          defaultValue={asked.country}
          empty={t('policy:day.choose')}
          error={errorOf('country')}
        />
        <Button>{t('policy:filter.button')}</Button>
      </form>
      {answer && (
        <>
          <h2>{answer.title}</h2>
          <p className="muted">{answer.zone}</p>
          {answer.parts.map((part) => (
            <Card key={part.key} title={part.title} level={3}>
              {part.published && <p>{part.published}</p>}
              <SummaryList
                rows={[
                  { id: 'law', label: t('policy:table.law'), value: <Lines lines={part.law} /> },
                  { id: 'source', label: t('policy:table.source'), value: <bdi>{part.source}</bdi> },
                  { id: 'policy', label: t('policy:table.policy'), value: <Lines lines={part.policy} /> },
                  { id: 'applies', label: t('policy:table.applies'), value: <Lines lines={part.applies} /> },
                  {
                    id: 'seasons',
                    label: t('policy:draft.section.seasons'),
                    value: part.seasons.length > 0 ? <Lines lines={part.seasons} /> : '–',
                  },
                  {
                    id: 'rules',
                    label: t('policy:draft.section.rules'),
                    value: part.rules.length > 0 ? <Sentences sentences={part.rules} /> : t('policy:day.no-rules'),
                  },
                ]}
              />
              {part.number !== null && (
                <p>
                  <Anchor href={`/policy/versions/${part.number}`}>
                    {t('policy:version.title', { number: part.number })}
                  </Anchor>
                </p>
              )}
            </Card>
          ))}
        </>
      )}
    </>
  );
}
