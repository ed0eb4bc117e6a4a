import type { Sound } from './sounds.ts';

const player = () => import('./sounds.ts');
/** Once in a document is enough; where it did not come, it is asked for again. */
let asked = false;

/**
 * Fetches what makes the sounds with the first key or touch, before which a browser plays none anyway: later there may be no network. `keep` is called
 * once, when it is there: each call has the whole page kept again.
 */
export function readySounds(keep: () => void): () => void {
  const gone = new AbortController();
  const fetched = () => {
    if (asked) return;
    asked = true;
    player()
      .then(keep)
      .catch(() => {
        asked = false;
      });
  };
  for (const kind of ['keydown', 'pointerdown'])
    addEventListener(kind, fetched, { once: true, capture: true, signal: gone.signal });
  return () => gone.abort();
}

/** Plays the sound of a result; a device that could not fetch it stays silent. */
export function sound(one: Sound): void {
  player()
    .then(({ playSound }) => playSound(one))
    .catch(() => undefined);
}
