import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { loadWords } from '#app/i18n/load-words.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { WordsProvider } from '#app/i18n/words-provider.tsx';

// The words come first: a page that hydrates in another language than the server wrote would be thrown away and drawn again.
const { lang } = document.documentElement;
const words = await loadWords(isLocale(lang) ? lang : defaultLocale);

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
