import { data, Form } from 'react-router';
import { z } from 'zod';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, fail, parseForm } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { ownViews } from '#app/services/own-views.server.ts';
import { changeView, dropView, saveView } from '#app/services/save-view.server.ts';
import type { Route } from './+types/views';
import { viewProblem } from './view-problem.server.ts';

export const loader = allow('desk.read', async ({ deps, staff }) => ({ views: await ownViews(deps, staff.id) }));

const fields = z.object({
  intent: z.enum(['change', 'drop', 'restore']),
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().max(500).catch(''),
  query: z.string().max(2000).catch(''),
  shared: z.literal('yes').optional().catch(undefined),
});

/** Renames, shares or deletes a view of one's own, or puts one back that was deleted a moment ago. */
export const action = allow('desk.read', async (args) => {
  const { request, deps, staff, t } = args;
  const form = await parseForm(request, fields, { maxBytes: 8192 });
  if (!form.ok) return fail(422, 'invalid');
  const { intent, id, name, query } = form.data;
  const own = { id, staffId: staff.id, name, shared: form.data.shared === 'yes' };
  if (intent === 'drop') {
    const dropped = await dropView(deps, own);
    if (!dropped.ok) return wrong(id, viewProblem(dropped.refusal, args));
    return data({ done: t('queue:saved.dropped', { name: dropped.name }), dropped: { ...dropped, id }, problems: [] });
  }
  const kept = intent === 'restore' ? await saveView(deps, { ...own, query }) : await changeView(deps, own);
  if (!kept.ok) return wrong(id, viewProblem(kept.refusal, args));
  return data({ done: t('queue:saved.changed'), dropped: null, problems: [] });
});

const wrong = (id: string, message: string) =>
  data({ done: null, dropped: null, problems: [{ field: `name-${id}`, message }] }, { status: 422 });

export default function Views({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  return (
    <>
      <StaffTitle title={t('queue:saved.title')} wrong={problems.length > 0} />
      <BackLink href="/desk" />
      <ErrorSummary problems={problems} />
      {actionData?.done && <Done done={actionData.done} dropped={actionData.dropped} />}
      <h1>{t('queue:saved.title')}</h1>
      <p className="soft">{t('queue:saved.lead')}</p>
      {loaderData.views.length === 0 && (
        <EmptyState title={t('queue:saved.empty')}>
          <p>{t('queue:saved.empty-text')}</p>
        </EmptyState>
      )}
      {loaderData.views.map((view) => (
        <Card key={view.id}>
          <Form method="post" className="fields-row">
            <input type="hidden" name="id" value={view.id} />
            <TextInput
              name="name"
              id={`name-${view.id}`}
              label={t('queue:saved.name')}
              defaultValue={view.name}
              maxLength={60}
              error={problems.find((problem) => problem.field === `name-${view.id}`)?.message}
            />
            <Shared id={view.id} shared={view.shared} />
            <Button name="intent" value="change" variant="secondary">
              {t('queue:saved.change')}
            </Button>
            <Button name="intent" value="drop" variant="quiet" aria-label={`${t('queue:saved.drop')}: ${view.name}`}>
              {t('queue:saved.drop')}
            </Button>
          </Form>
          <p>
            <Anchor href={`/desk?${view.query}`}>{view.name}</Anchor>
          </p>
        </Card>
      ))}
    </>
  );
}

function Shared({ id, shared }: { id: string; shared: boolean }) {
  const { t } = useWords();
  return (
    <span className="queue-check">
      <input type="checkbox" name="shared" value="yes" id={`shared-${id}`} defaultChecked={shared} />
      <label htmlFor={`shared-${id}`}>{t('queue:saved.shared')}</label>
    </span>
  );
}

function Done({
  done,
  dropped,
}: {
  done: string;
  dropped: { id: string; name: string; query: string; shared: boolean } | null;
}) {
  const { t } = useWords();
  return (
    <Notice tone="success" live>
      <p>{done}</p>
      {dropped && (
        <Form method="post">
          <input type="hidden" name="id" value={dropped.id} />
          <input type="hidden" name="name" value={dropped.name} />
          <input type="hidden" name="query" value={dropped.query} />
          {dropped.shared && <input type="hidden" name="shared" value="yes" />}
          <Button name="intent" value="restore" variant="secondary" size="small">
            {t('queue:done.undo')}
          </Button>
        </Form>
      )}
    </Notice>
  );
}
