import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { Icon } from './icon.tsx';

/** Through a list that is read by cursor: earlier, later, and where we are. A missing link means there is nothing that way. */
export function Pagination({
  previous,
  next,
  position,
}: {
  previous?: string | undefined;
  next?: string | undefined;
  position?: string;
}) {
  const { t } = useWords();
  if (!previous && !next) return null;
  return (
    <nav className="pagination" aria-label={t('pagination.label')}>
      {previous && (
        <Anchor href={previous} rel="prev">
          <Icon name="back" size="small" flip />
          {t('pagination.previous')}
        </Anchor>
      )}
      {position && <span className="pagination-position">{position}</span>}
      {next && (
        <Anchor href={next} rel="next">
          {t('pagination.next')}
          <Icon name="forward" size="small" flip />
        </Anchor>
      )}
    </nav>
  );
}
