import { createContext, type ReactNode } from 'react';
import type { Words } from './types.ts';

export const WordsContext = createContext<Words | null>(null);

/** Stands around the whole page, on the server and in the browser, so that `useWords()` speaks below it. */
export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>;
}
