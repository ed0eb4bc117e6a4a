import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/select.tsx';
import type { QueueGrid } from '#app/components/staff/use-queue-grid.ts';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

type Props = Route.ComponentProps;

/** What can be done to all that is selected at once. */
export function SelectionBar({
  page,
  selected,
  selectAll,
  answer,
}: {
  page: Props['loaderData'];
  selected: number;
  selectAll: QueueGrid['selectAll'];
  answer: Props['actionData'];
}) {
  const { t, locale } = useWords();
  const small = { variant: 'secondary', size: 'small', name: 'intent' } as const;
  return (
    <fieldset className="queue-bar">
      <legend className="visually-hidden">{t('queue:bar.label')}</legend>
      <output className="needs-script">{t('queue:bar.selected', { number: formatCount(selected, locale) })}</output>
      <Button
        type="button"
        variant="quiet"
        size="small"
        className="needs-script"
        onClick={() => selectAll(selected === 0)}
      >
        {selected === 0 ? t('queue:bar.all') : t('queue:bar.none')}
      </Button>
      <Button {...small} value="approve">
        {t('queue:bar.approve')}
      </Button>
      <Button {...small} value="take">
        {t('queue:bar.take')}
      </Button>
      <Button {...small} value="give-back">
        {t('queue:bar.give-back')}
      </Button>
      <span className="queue-give">
        <Select
          name="to"
          label={t('queue:bar.give-to')}
          empty={t('queue:bar.choose')}
          options={page.people}
          error={answer?.problems.find((problem) => problem.field === 'to')?.message}
        />
        <Button {...small} value="give">
          {t('queue:bar.give')}
        </Button>
      </span>
    </fieldset>
  );
}

/** What the keys do to the current row, as buttons. */
export function RowButtons({ act, mayDecide }: { act: QueueGrid['act']; mayDecide: boolean }) {
  const { t } = useWords();
  const quiet = { type: 'button', variant: 'quiet', size: 'small', className: 'needs-script' } as const;
  return (
    <>
      <Button {...quiet} onClick={() => act({ kind: 'step', step: 'up' })}>
        {t('queue:bar.row-up')}
      </Button>
      <Button {...quiet} onClick={() => act({ kind: 'step', step: 'down' })}>
        {t('queue:bar.row-down')}
      </Button>
      {mayDecide && (
        <>
          <Button {...quiet} onClick={() => act({ kind: 'toggle' })}>
            {t('queue:bar.toggle')}
          </Button>
          <Button {...quiet} onClick={() => act({ kind: 'accept' })}>
            {t('queue:bar.accept')}
          </Button>
          <Button {...quiet} onClick={() => act({ kind: 'reject' })}>
            {t('queue:bar.reject')}
          </Button>
        </>
      )}
      <Button {...quiet} onClick={() => act({ kind: 'open' })}>
        {t('queue:bar.open')}
      </Button>
    </>
  );
}
