import { useRouteLoaderData } from 'react-router';
import { useWords } from '#app/i18n/use-words.ts';
import type { loader as layoutLoader } from './layout.tsx';

/** The document's title: the page, the shop, and "Error:" in front when something is wrong. One string, so that it is one text node. */
export function PageTitle({ title, wrong = false }: { title: string; wrong?: boolean }) {
  const { t } = useWords();
  const shop = useRouteLoaderData<typeof layoutLoader>('routes/customer/layout')?.shopName;
  const whole = shop ? t('page-title', { title, shop }) : title;
  return <title>{wrong ? t('problem.page-title', { title: whole }) : whole}</title>;
}
