import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Words } from './types.ts';

/** Stands around the whole page, on the server and in the browser, so that `useWords()` speaks below it. */
export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>;
}
