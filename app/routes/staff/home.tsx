import { Anchor } from '#app/components/anchor.tsx';
import { Card } from '#app/components/card.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { areasOf } from '#app/permissions.ts';
import type { Route } from './+types/home';

export const loader = allow('staff.enter', ({ staff }) => ({ name: staff.name, areas: areasOf(staff.role) }));

export default function StaffHome({ loaderData: { name, areas } }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('staff:home.title', { name });
  return (
    <div className="staff-narrow flow">
      <title>{title}</title>
      <h1>{title}</h1>
      {areas.map((area) => (
        <Card key={area} title={<Anchor href={`/${area}`}>{t(`frame.area.${area}`)}</Anchor>}>
          <p>{t(`staff:home.area.${area}`)}</p>
        </Card>
      ))}
    </div>
  );
}
