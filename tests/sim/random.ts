/** The one source of chance in a run: the same seed gives the same choices. */
export interface Random {
  /** At least 0 and below `end`. */
  below(end: number): number;
  /** True so often: 0 never, 1 always. */
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** One of what has a weight, by its weight; null when nothing has any. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T | null;
  bytes(count: number): Uint8Array;
}

const mixed = (seed: number): number => {
  const a = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
  const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
  return b ^ (b >>> 15);
};

/** The generator sfc32 (Chris Doty-Humphrey): 128 bits of state, of which 32 count. */
export function randomOf(seed: number, stream = 0): Random {
  let a = mixed(seed);
  let b = mixed(seed ^ 0x9e3779b9);
  let c = mixed(stream + 0x85ebca6b);
  let counter = 1;

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  const below = (end: number) => Math.floor((next() / 0x1_0000_0000) * end);
  const random: Random = {
    below,
    chance: (probability) => next() / 0x1_0000_0000 < probability,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted(items) {
      const whole = items.reduce((sum, [weight]) => sum + weight, 0);
      let left = (next() / 0x1_0000_0000) * whole;
      for (const [weight, item] of items) {
        left -= weight;
        if (weight > 0 && left < 0) return item;
      }
      return null;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
  return random;
}
