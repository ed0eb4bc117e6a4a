import { Card } from '#app/components/card.tsx';
import { StateDiagram } from '#app/components/state-diagram.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/return';

/** What has happened, in words, and where in their machines the return and its parts stand. */
export function ReturnStory({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const { t } = useWords();
  return (
    <div className="desk-story">
      <Card title={t('staff:desk.return.story')}>
        <Timeline
          label={t('staff:desk.return.story')}
          steps={page.story.map(({ who, note, when, ...step }) => ({
            ...step,
            when: `${when} · ${who}`,
            detail: note ? <q dir="auto">{note}</q> : undefined,
          }))}
        />
      </Card>
      <Card title={t('staff:desk.return.machines')}>
        {page.machines.map((machine) => (
          <StateDiagram key={machine.id} {...machine} />
        ))}
      </Card>
    </div>
  );
}
