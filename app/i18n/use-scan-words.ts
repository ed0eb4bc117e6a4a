import { loadNamespace } from './load-namespace.ts';
import { useWords } from './use-words.ts';

/** The pages that say them wait for these words in the browser; the other pages of staff do without. */
const loaded = await loadNamespace({
  en: () => import('./en/scan.json'),
  de: () => import('./de/scan.json'),
  ar: () => import('./ar/scan.json'),
  zh: () => import('./zh/scan.json'),
});

/** `useWords`, with the words of the device at the dock. */
export function useScanWords(): ReturnType<typeof useWords> {
  return useWords({ namespace: 'scan', loaded });
}
