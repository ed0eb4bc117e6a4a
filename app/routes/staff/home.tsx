import { Anchor } from '#app/components/anchor.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { areasOf } from '#app/permissions.ts';
import type { Route } from './+types/home';

export const loader = allow('staff.enter', ({ staff }) => ({ name: staff.name, areas: areasOf(staff.role) }));

export default function StaffHome({ loaderData: { name, areas } }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('staff:home.title', { name });
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      <ul className="areas">
        {areas.map((area) => (
          <li key={area}>
            <Anchor href={`/${area}`}>{t(`frame.area.${area}`)}</Anchor>
            <p>{t(`staff:home.area.${area}`)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
