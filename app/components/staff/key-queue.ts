/** A key as it acts, and as the letter that it types. */
export interface Typed {
  readonly key: string;
  readonly text: string;
}

/** A scanner leaves a few milliseconds between two symbols, a person never less than this. */
const PAUSE = 40;
/** So many symbols without a pause are a scan. */
const BURST = 4;

/**
 * What the key stands for: its own letter or digit, and on a keyboard of another script, or of one where digits need Shift, what stands there on
 * an English one.
 */
export function keyOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (/^[a-z0-9?]$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] ?? key;
}

/**
 * Tells a scanner from a person: keys wait for a pause, and act one after the other where there were few, while many at once, or many ended by
 * Enter or Tab, are one scan.
 */
export function startQueue({ key, burst }: { key: (key: string) => void; burst: (text: string) => void }) {
  let typed: Typed[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    const keys = typed;
    typed = [];
    const text = keys.map((one) => one.text).join('');
    if (text.length >= BURST) return burst(text);
    for (const one of keys) if (one.key !== 'Tab') key(one.key);
  };
  return {
    waiting: () => typed.length > 0,
    add: (one: Typed) => {
      clearTimeout(timer);
      typed.push(one);
      const ended = one.text === '' && typed.length > BURST;
      if (ended) flush();
      else timer = setTimeout(flush, PAUSE);
    },
    stop: () => clearTimeout(timer),
  };
}
