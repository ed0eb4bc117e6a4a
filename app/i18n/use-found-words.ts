import { loadNamespace } from './load-namespace.ts';
import { useWords } from './use-words.ts';

/** The pages that say them wait for these words in the browser; the other pages of staff do without. */
const loaded = await loadNamespace({
  en: () => import('./en/found.json'),
  de: () => import('./de/found.json'),
  ar: () => import('./ar/found.json'),
  zh: () => import('./zh/found.json'),
});

/** `useWords`, with the words of found parcels. */
export function useFoundWords(): ReturnType<typeof useWords> {
  return useWords({ namespace: 'found', loaded });
}
