import { useEffect } from 'react';
import { Form, useRevalidator } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/bulk';
import { BulkConfirm } from './bulk-confirm.tsx';
import { loadBulkPage, takeBulkForm } from './bulk-page.server.ts';
import { BulkRows } from './bulk-rows.tsx';

type Page = Route.ComponentProps['loaderData'];

export const loader = allow('desk.decide', (args) => loadBulkPage(args));
export const action = allow('desk.decide', (args) => takeBulkForm(args));
export const shouldRevalidate = () => true;

/** Many returns at once: what each would refund, the confirmation, and what became of each. */
export default function Bulk({ loaderData: page, actionData: answer }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = answer?.problems ?? [];
  useFocusOnProblems(problems.length > 0 ? answer : null);
  useLooking(page.state === 'waiting' || page.state === 'running');
  const title = t(`queue:bulk.title.${page.state}`);
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href="/desk" />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing page={page} />
      {page.state === 'proposed' && <BulkConfirm page={page} problems={problems} />}
      <BulkRows title={t('queue:bulk.refused')} group={page.refused} why />
      {page.again.length > 0 && page.state === 'done' && <Again page={page} />}
      <BulkRows title={t('queue:bulk.will')} group={page.ready} />
      <BulkRows title={t('queue:bulk.done')} group={page.done} />
      <BulkRows title={t('queue:bulk.excluded')} group={page.excluded} why />
    </>
  );
}

/** Reads the page anew each second while something is under way. */
function useLooking(on: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!on) return undefined;
    const turning = setInterval(() => void revalidate(), 1000);
    return () => clearInterval(turning);
  }, [on, revalidate]);
}

function Standing({ page }: { page: Page }) {
  const { t } = useWords();
  if (page.state === 'proposed') return <p>{t('queue:bulk.lead')}</p>;
  if (page.state === 'undone')
    return (
      <Notice tone="success" live>
        <p>{t('queue:bulk.undone-text')}</p>
      </Notice>
    );
  if (page.state === 'done')
    return (
      <Notice tone={page.refused.count > 0 ? 'warning' : 'success'} live>
        <p>
          {t('queue:bulk.done')}: {page.done.countText}. {t('queue:bulk.refused')}: {page.refused.countText}.
        </p>
      </Notice>
    );
  return (
    <Notice>
      <p>{page.state === 'waiting' ? page.waiting : t('queue:bulk.running')}</p>
      <Form method="post" className="actions">
        {page.state === 'waiting' && (
          <Button variant="secondary" name="intent" value="undo">
            {t('queue:bulk.undo')}
          </Button>
        )}
        <Anchor href="?">{t('queue:bulk.look')}</Anchor>
      </Form>
    </Notice>
  );
}

/** What was not decided, proposed anew as it stands now. */
function Again({ page }: { page: Page }) {
  const { t } = useWords();
  return (
    <Form method="post" action="/desk">
      <input type="hidden" name="key" value={page.key} />
      {page.again.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <Button variant="secondary" name="intent" value="approve">
        {t('queue:bulk.retry')}
      </Button>
    </Form>
  );
}
