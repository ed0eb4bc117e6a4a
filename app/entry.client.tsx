import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { loadWords } from '#app/i18n/load-words.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { WordsProvider } from '#app/i18n/words-provider.tsx';

// The words come first: a page that hydrates in another language than the server wrote would be thrown away and drawn again.
const { lang } = document.documentElement;
const [words] = await Promise.all([loadWords(isLocale(lang) ? lang : defaultLocale), firstPicture()]);

/** After the page has been painted for the first time: it can be read before it can be worked with, and not the other way round. */
function firstPicture(): Promise<void> {
  // A page that nobody looks at is not painted.
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <WordsProvider words={words}>
        <HydratedRouter />
      </WordsProvider>
    </StrictMode>,
  );
});
