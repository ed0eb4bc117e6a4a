import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

type Props = Route.ComponentProps;

/** Keeps what the list shows under a name, for oneself or for the desk. */
export function SavedViews({ page, answer }: { page: Props['loaderData']; answer: Props['actionData'] }) {
  const { t } = useWords();
  if (!page.mayDecide) return null;
  const error = answer?.problems.find((problem) => problem.field === 'name')?.message;
  return (
    <details className="queue-filter" open={error !== undefined || undefined}>
      <summary>{t('queue:saved.save')}</summary>
      <Form method="post" action={`/desk?${page.query}`} className="fields-row" preventScrollReset>
        <input type="hidden" name="key" value={page.key} />
        <input type="hidden" name="query" value={page.query} />
        <TextInput
          name="name"
          label={t('queue:saved.name')}
          error={error}
          defaultValue={answer?.name}
          maxLength={60}
          autoComplete="off"
          width="medium"
        />
        <span className="queue-check">
          <input type="checkbox" name="shared" value="yes" id="shared" />
          <label htmlFor="shared">{t('queue:saved.shared')}</label>
        </span>
        <Button variant="secondary" name="intent" value="save-view">
          {t('queue:saved.button')}
        </Button>
        <Anchor href="/desk/views">{t('queue:saved.manage')}</Anchor>
      </Form>
    </details>
  );
}
