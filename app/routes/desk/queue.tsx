import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { ProviderNotice } from '#app/components/staff/provider-notice.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';
import { FindReturn } from './find-return.tsx';
import { ParkedTasks } from './parked-tasks.tsx';
import { WaitingProposals } from './proposal-notices.tsx';
import { takeQueueForm } from './queue-acts.server.ts';
import { QueueFilter } from './queue-filter.tsx';
import { QueueList } from './queue-list.tsx';
import { loadQueuePage } from './queue-page.server.ts';
import { SavedViews } from './saved-views.tsx';

type Props = Route.ComponentProps;

export const loader = allow('desk.read', (args) => loadQueuePage(args));
export const action = allow('desk.decide', (args) => takeQueueForm(args));

export const shouldRevalidate = () => true;

export default function Queue({ loaderData: page, actionData: answer }: Props) {
  const { t } = useWords();
  const { found, filter } = page;
  const problems = [
    ...(found?.problem ? [{ field: 'find', message: found.problem }] : []),
    ...filter.problems.map(({ field, message }) => ({ field: `filter-${field}`, message })),
    ...(answer?.problems ?? []),
  ];
  useFocusOnProblems(problems.length > 0 ? (answer ?? problems.length) : null);
  return (
    <>
      <StaffTitle title={t('staff:desk.title')} wrong={problems.length > 0} />
      <ErrorSummary problems={problems} />
      <div className="desk-head">
        <h1>{t('staff:desk.title')}</h1>
        <FindReturn found={found} />
      </div>
      {answer && answer.text.length > 0 && <Answer answer={answer} page={page} />}
      <Waiting page={page} />
      <Views page={page} />
      <div className="queue-tools">
        <QueueFilter view={page.view} filter={filter} clear={page.clear} />
        <SavedViews page={page} answer={answer} />
      </div>
      {page.tooMany && (
        <Notice tone="warning">
          <p>{page.tooMany}</p>
        </Notice>
      )}
      {page.rows.length === 0 ? (
        <EmptyState title={page.empty.title}>
          <p>{page.empty.text}</p>
        </EmptyState>
      ) : (
        <QueueList page={page} answer={answer} />
      )}
      {page.sifted && (
        <Notice>
          <p>
            {page.sifted.text} <Anchor href={page.sifted.href}>{t('queue:filter.sifted-link')}</Anchor>
          </p>
        </Notice>
      )}
      <Pagination previous={page.previous ?? undefined} next={page.next ?? undefined} />
    </>
  );
}

function Answer({ answer, page }: { answer: NonNullable<Props['actionData']>; page: Props['loaderData'] }) {
  const { t } = useWords();
  return (
    <Notice tone={answer.tone} live>
      <p>{answer.text.join(' ')}</p>
      {answer.undo && (
        <Form method="post" action={`/desk?${page.query}`} preventScrollReset>
          <input type="hidden" name="act" value={answer.undo} />
          <Button variant="secondary" size="small" name="intent" value="undo">
            {t('queue:done.undo')}
          </Button>
        </Form>
      )}
    </Notice>
  );
}

/** What waits for somebody outside the list: the provider, refunds that failed, tasks. */
function Waiting({ page }: { page: Props['loaderData'] }) {
  const { t } = useWords();
  const failed = page.tabs.find((tab) => tab.name === 'failed');
  return (
    <>
      <ProviderNotice provider={page.provider} />
      {failed && failed.count > 0 && page.view !== 'failed' && (
        <Notice tone="danger" title={t('staff:desk.failed-notice', { count: failed.count })}>
          <p>
            <Anchor href={failed.href}>{t('staff:desk.failed-link')}</Anchor>
          </p>
        </Notice>
      )}
      <WaitingProposals waiting={page.waiting} />
      <ParkedTasks parked={page.parked} mayRetry={page.mayDecide} />
    </>
  );
}

function Views({ page }: { page: Props['loaderData'] }) {
  const { t } = useWords();
  const saved = page.saved.map(({ name, shared, count, href, current }) => ({
    ...{ href, current, count: count?.count, more: count?.more },
    label: shared ? `${name} (${t('queue:saved.shared-mark')})` : name,
  }));
  const beside = page.beside.map((other) => ({ ...other, current: false }));
  const others = page.others.map((other) => ({ ...other, current: false }));
  return <Tabs label={t('staff:desk.views')} tabs={[...page.tabs, ...beside, ...saved, ...others]} />;
}
