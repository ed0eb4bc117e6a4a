import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { Icon } from './icon.tsx';

/** The way to the page before, first thing in `<main>`. */
export function BackLink({ href, children }: { href: string; children?: string }) {
  const { t } = useWords();
  return (
    <Anchor href={href} className="back-link">
      <Icon name="back" size="small" flip />
      <span>{children ?? t('action.back')}</span>
    </Anchor>
  );
}
