import type { Sound } from './sounds.ts';

const player = () => import('./sounds.ts');

/**
 * Fetches what makes the sounds with the first key or touch, before which a browser plays none anyway: later there may be no network. `keep` is called
 * when it is there.
 */
export function readySounds(keep: () => void): () => void {
  const gone = new AbortController();
  const fetched = () =>
    void player()
      .then(keep)
      .catch(() => undefined);
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
