import { getRandomValues, randomBytes, randomInt } from 'node:crypto';

/** Where new identifiers and secrets come from; a test passes predictable ones. */
export interface Ids {
  /** A new id. Ids made later sort after those made before. */
  next(): string;
  /** Unpredictable bytes, for tokens. */
  random(bytes: number): Uint8Array;
  /** A string of `count` unpredictable decimal digits, leading zeros included. */
  digits(count: number): string;
}

/** Ids as UUID version 7 (RFC 9562): 48 bits of milliseconds, a counter that keeps order within one, then randomness. */
export function createIds(now: () => number = Date.now): Ids {
  let lastMs = 0;
  let counter = 0;

  function next(): string {
    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      counter = randomInt(0x400);
    } else if (++counter > 0xfff) {
      // The 12 bits are used up, or the clock went back: borrow the next millisecond rather than lose the order.
      lastMs += 1;
      counter = 0;
    }
    const tail = getRandomValues(new Uint8Array(8));
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const time = lastMs.toString(16).padStart(12, '0');
    const hex = `${time}7${counter.toString(16).padStart(3, '0')}${Buffer.from(tail).toString('hex')}`;
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  return {
    next,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    digits: (count) =>
      randomInt(10 ** count)
        .toString()
        .padStart(count, '0'),
  };
}
