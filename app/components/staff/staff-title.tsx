import { useRouteLoaderData } from 'react-router';
import { useWords } from '#app/i18n/use-words.ts';

interface LayoutData {
  readonly shopName: string;
}

/** The document's title of a staff page, with "Error:" in front when something is wrong. */
export function StaffTitle({ title, wrong = false }: { title: string; wrong?: boolean }) {
  const { t } = useWords();
  const shop = useRouteLoaderData<LayoutData>('routes/staff/layout')?.shopName;
  const whole = shop ? t('page-title', { title, shop }) : title;
  return <title>{wrong ? t('problem.page-title', { title: whole }) : whole}</title>;
}
