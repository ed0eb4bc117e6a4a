import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/exports';
import { exportPage } from './export-days.server.ts';
import { MoneyTabs } from './money-tabs.tsx';
import { moneyLinks } from './styles.ts';

export const links = moneyLinks;

export const loader = allow('money.export', (args) => exportPage(args));

/** The ledger as files for accounting. The buttons of one form lead to two files, each with an address. */
export default function Exports({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { from, to, problems, zone } = loaderData;
  const title = t('money:page.exports');
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <MoneyTabs current="exports" role={loaderData.role} />
      <p className="money-lead">{t('money:export.lead')}</p>
      <Card title={t('money:export.days')}>
        <form method="get" action="/money/exports/journal.csv" noValidate className="money-section">
          <div className="fields-row">
            <TextInput
              name="from"
              type="date"
              label={t('money:export.from')}
              defaultValue={from}
              error={errorOf('from')}
              width="medium"
            />
            <TextInput
              name="to"
              type="date"
              label={t('money:export.to')}
              defaultValue={to}
              error={errorOf('to')}
              width="medium"
            />
          </div>
          <p className="muted">{zone}</p>
          <div className="money-files">
            <Button icon="download">{t('money:export.journal')}</Button>
            <Button icon="download" variant="secondary" formAction="/money/exports/summary.csv">
              {t('money:export.summary')}
            </Button>
          </div>
        </form>
      </Card>
      <p>{t('money:export.journal-text')}</p>
      <p>{t('money:export.summary-text')}</p>
      <p>{t('money:export.columns')}</p>
    </>
  );
}
