import { useWords } from '#app/i18n/use-words.ts';
import { focusOnLoad } from './focus-on-load.ts';
import { Icon } from './icon.tsx';

export interface FieldProblem {
  /** The `id` of the field, which is its name unless the page set another; empty for a problem of the page as a whole. */
  field: string;
  /** Exactly the words that stand beside the field. */
  message: string;
}

/** Everything that is wrong with what was sent, above the heading; takes the focus. Renders nothing when nothing is wrong. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  if (problems.length === 0) return null;
  return (
    <div
      className="error-summary"
      id="error-summary"
      role="alert"
      aria-labelledby="error-summary-title"
      {...focusOnLoad}
    >
      <h2 id="error-summary-title">
        <Icon name="stop" />
        {t('problem.title')}
      </h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
