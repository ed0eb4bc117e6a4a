import { useContext } from 'react';
import { type LoadedNamespace, speak } from './load-namespace.ts';
import { type PageSpeech, speechOf } from './speech.ts';
import { WordsContext } from './words-provider.tsx';

/** What a component needs to speak; `later` are words that only some pages fetch. Throws outside a `WordsProvider`. */
export function useWords(later?: { namespace: string; loaded: LoadedNamespace }): PageSpeech {
  const words = useContext(WordsContext);
  if (!words) throw new Error('There are no words here: a WordsProvider has to stand around the page.');
  if (later) speak(words, later.namespace, later.loaded);
  return speechOf(words);
}
