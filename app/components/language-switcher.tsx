import { localeFacts, locales } from '#app/i18n/locales.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Posts `locale` and `next` (the path to come back to) to /language. Opens and works without a script. */
export function LanguageSwitcher({ path }: { path: string }) {
  const { t, locale } = useWords();
  return (
    <details className="language">
      <summary>
        <Icon name="language" size="small" />
        <VisuallyHidden>{t('frame.language')} </VisuallyHidden>
        <span>{localeFacts[locale].name}</span>
        <Icon name="chevron" size="small" />
      </summary>
      <form method="post" action="/language">
        <input type="hidden" name="next" value={path} />
        {locales.map((option) => (
          <button
            key={option}
            type="submit"
            name="locale"
            value={option}
            lang={option}
            dir={localeFacts[option].direction}
            aria-current={option === locale ? 'true' : undefined}
          >
            {localeFacts[option].name}
            {option === locale && <Icon name="check" size="small" />}
          </button>
        ))}
      </form>
    </details>
  );
}
