import { useWords } from '#app/i18n/use-words.ts';

/** "Step 3 of 6", said and drawn. `step` counts from one. */
export function Progress({ step, steps }: { step: number; steps: number }) {
  const { t } = useWords();
  const marks = Array.from({ length: steps }, (_, index) => index + 1);
  return (
    <div className="progress">
      <p>{t('progress.step', { step, steps })}</p>
      <span className="progress-bar" aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark} className={mark <= step ? 'progress-done' : undefined} />
        ))}
      </span>
    </div>
  );
}
