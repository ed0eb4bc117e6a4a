import { fillSearchTerms } from '#app/services/fill-search-terms.server.ts';
import type { EffectDeps } from './effect-deps.ts';

export interface SearchFiller {
  /** Lets the transaction that is under way come to its end. */
  stop(): Promise<void>;
}

/** Makes returns from before words were kept found by the desk's search, once, beside the program. Any number of processes may. */
export function startSearchFiller(deps: EffectDeps): SearchFiller {
  const stopping = new AbortController();
  const running = fillSearchTerms(deps, { signal: stopping.signal })
    .then(({ filled, finished }) =>
      deps.log.info({ returns: filled, finished }, 'returns were given their search terms'),
    )
    .catch((error) => deps.log.error({ err: error }, 'returns could not be given their search terms'));
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
