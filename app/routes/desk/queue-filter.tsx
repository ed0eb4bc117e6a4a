import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/select.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

type Page = Route.ComponentProps['loaderData'];

/** Narrows the list. A form that is read: what it asks stands in the address, and can be sent to a colleague. */
export function QueueFilter({ view, filter, clear }: Pick<Page, 'view' | 'filter' | 'clear'>) {
  const { t } = useWords();
  const { typed, problems } = filter;
  const field = (name: keyof typeof typed) => ({
    name,
    id: `filter-${name}`,
    defaultValue: typed[name],
    error: problems.find((problem) => problem.field === name)?.message,
  });
  const plain = { autoComplete: 'off', spellCheck: false, ltr: true } as const;
  return (
    <details className="queue-filter" open={filter.open || undefined}>
      <summary>{t('queue:filter.title')}</summary>
      <Form method="get" className="queue-fields" key={JSON.stringify(typed)}>
        <input type="hidden" name="view" value={view} />
        <TextInput
          {...field('text')}
          label={t('queue:filter.text')}
          hint={t('queue:filter.text-hint')}
          maxLength={200}
        />
        <TextInput
          {...field('country')}
          {...plain}
          label={t('queue:filter.country')}
          hint={t('queue:filter.country-hint')}
          width="tiny"
        />
        <Select
          {...field('reason')}
          label={t('queue:filter.reason')}
          empty={t('queue:filter.any')}
          options={filter.reasons}
        />
        <Select
          {...field('resolution')}
          label={t('queue:filter.resolution')}
          empty={t('queue:filter.any')}
          options={filter.resolutions}
        />
        <TextInput {...field('currency')} {...plain} label={t('queue:filter.currency')} width="tiny" />
        <TextInput {...field('from')} {...plain} label={t('queue:filter.from')} inputMode="decimal" width="short" />
        <TextInput {...field('to')} {...plain} label={t('queue:filter.to')} inputMode="decimal" width="short" />
        <TextInput {...field('requested-from')} type="date" label={t('queue:filter.requested-from')} width="medium" />
        <TextInput {...field('requested-to')} type="date" label={t('queue:filter.requested-to')} width="medium" />
        <Select
          {...field('assigned')}
          label={t('queue:filter.assigned')}
          empty={t('queue:filter.any')}
          options={filter.people}
        />
        <p className="actions">
          <Button variant="secondary">{t('queue:filter.button')}</Button>
          {filter.open && <Anchor href={clear}>{t('queue:filter.clear')}</Anchor>}
        </p>
      </Form>
    </details>
  );
}
