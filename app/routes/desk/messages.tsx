import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Radios } from '#app/components/radios.tsx';
import { Select } from '#app/components/select.tsx';
import { CaseEntries } from '#app/components/staff/case-entries.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/messages';
import { loadMessagesPage, takeMessage } from './messages-page.server.ts';

export const loader = allow('desk.read', (args) => loadMessagesPage(args));
export const action = allow('desk.decide', (args) => takeMessage(args));

export default function Messages({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('casework:message.page', { code: page.code });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href={page.back} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {page.waiting && (
        <Notice tone="warning" title={t('casework:message.waiting')}>
          <p>{t('casework:message.waiting-text')}</p>
        </Notice>
      )}
      {page.entries.length > 0 && (
        <Card title={t('casework:message.title')}>
          <CaseEntries entries={page.entries} label={t('casework:message.title')} />
        </Card>
      )}
      {page.mayWrite && <Write page={page} typed={actionData?.typed} problems={problems} />}
    </>
  );
}

type Page = Route.ComponentProps['loaderData'];
type Answer = NonNullable<Route.ComponentProps['actionData']>;

function Write({
  page,
  typed,
  problems,
}: {
  page: Page;
  typed: Answer['typed'] | undefined;
  problems: Answer['problems'];
}) {
  const { t } = useWords();
  const { text, template, asks } = typed ?? page.draft;
  return (
    <Card title={t('casework:message.write')}>
      <form method="get" className="case-template">
        <Select
          name="template"
          label={t('casework:message.template')}
          hint={t('casework:message.template-replaces')}
          options={page.templates}
          defaultValue={template}
          empty={t('casework:message.free')}
        />
        <Button variant="secondary">{t('casework:message.template-button')}</Button>
      </form>
      <form method="post" className="case-form" noValidate>
        <input type="hidden" name="key" value={page.key} />
        <input type="hidden" name="template" value={template} />
        <TextArea
          name="text"
          label={t('casework:message.text')}
          hint={page.language}
          error={problems.find(({ field }) => field === 'text')?.message}
          defaultValue={text}
          rows={12}
          maxLength={page.limit}
        />
        <Radios
          name="asks"
          label={t('casework:message.asks-label')}
          defaultValue={asks}
          options={[
            { value: 'yes', label: t('casework:message.asks-yes') },
            { value: 'no', label: t('casework:message.asks-no') },
          ]}
        />
        <Button>{t('casework:message.button')}</Button>
      </form>
    </Card>
  );
}
