import { BURST_GAP_MS } from '#machines/scan/burst.ts';

/** A key as it acts, and when. */
export interface PressedKey {
  readonly key: string;
  /** When it was pressed, by the clock of events. */
  readonly at: number;
}

/** Longer than a scanner waits between two signs: by then a fourth key has come, or it was a person. */
const PAUSE = BURST_GAP_MS + 10;

/**
 * What the key stands for: its own letter or digit, and on a keyboard of another script, or of one where digits need Shift, what stands there on
 * an English one.
 */
export function keyOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (/^[a-z0-9?]$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] ?? key;
}

/** Keys wait until it is known whether a person pressed them, and then act one after the other; those of a scanner do nothing. */
export function startQueue(isOfScanner: (at: number) => boolean, act: (key: string) => void) {
  let pressed: PressedKey[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const keys = pressed;
    pressed = [];
    for (const { key, at } of keys) if (!isOfScanner(at)) act(key);
  };
  return {
    waiting: () => pressed.length > 0,
    add: (key: PressedKey) => {
      clearTimeout(timer);
      pressed.push(key);
      timer = setTimeout(flush, PAUSE);
    },
    stop: () => clearTimeout(timer),
  };
}
