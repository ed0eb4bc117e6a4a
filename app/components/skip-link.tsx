import { useWords } from '#app/i18n/use-words.ts';

/** The first stop of the keyboard: past the header, to `<main id="main">`. */
export function SkipLink() {
  const { t } = useWords();
  return (
    <a className="skip-link" href="#main">
      {t('frame.skip')}
    </a>
  );
}
