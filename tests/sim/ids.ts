import type { Ids } from '#app/ids.server.ts';
import { type Random, randomOf } from './random.ts';

const DIGITS = 12;

/** Ids from a seed: they sort in the order in which they were made, and their tails are anything. */
export function seededIds(seed: number): Ids {
  const random: Random = randomOf(seed, 1);
  let made = 0;
  const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex');
  return {
    next() {
      made += 1;
      const time = made.toString(16).padStart(DIGITS, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${hex(6)}`;
    },
    random: (count) => random.bytes(count),
    digits: (count) => Array.from({ length: count }, () => random.below(10)).join(''),
  };
}
