import { languageFacts, languages } from '#app/i18n/languages.ts';
import { locales } from '#app/i18n/locales.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/**
 * Posts `locale` and `next` (the path to come back to) to /language. Opens and works without a script. `everyLanguage`: this page speaks more
 * languages than the others.
 */
export function LanguageSwitcher({ path, everyLanguage = false }: { path: string; everyLanguage?: boolean }) {
  const { t, language } = useWords();
  return (
    <details className="language">
      <summary>
        <Icon name="language" size="small" />
        <VisuallyHidden>{t('frame.language')} </VisuallyHidden>
        <span>{languageFacts[language].name}</span>
        <Icon name="chevron" size="small" />
      </summary>
      <form method="post" action="/language">
        <input type="hidden" name="next" value={path} />
        {(everyLanguage ? languages : locales).map((option) => (
          <button
            key={option}
            type="submit"
            name="locale"
            value={option}
            lang={option}
            dir={languageFacts[option].direction}
            aria-current={option === language ? 'true' : undefined}
          >
            {languageFacts[option].name}
            {option === language && <Icon name="check" size="small" />}
          </button>
        ))}
      </form>
    </details>
  );
}
