import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

/** What the worker has given up on, each with a button that tries it again. */
export function ParkedTasks({
  parked,
  mayRetry,
}: Pick<Route.ComponentProps['loaderData'], 'parked'> & { mayRetry: boolean }) {
  const { t } = useWords();
  if (parked.tasks.length === 0) return null;
  return (
    <Notice tone="warning" title={t('staff:desk.parked.title', { count: parked.count })}>
      <p>{t('staff:desk.parked.text')}</p>
      <ul className="parked">
        {parked.tasks.map((task) => (
          <li key={task.id}>
            <span>
              {task.href ? <Anchor href={task.href}>{task.name}</Anchor> : task.name} <code dir="ltr">{task.code}</code>
            </span>
            {mayRetry && (
              <Form method="post" preventScrollReset>
                <Button variant="secondary" size="small" name="retry" value={task.id}>
                  {t('staff:desk.parked.retry')}
                  <VisuallyHidden>
                    {' '}
                    {t('staff:desk.parked.retry-what', { task: task.name, code: task.code })}
                  </VisuallyHidden>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
