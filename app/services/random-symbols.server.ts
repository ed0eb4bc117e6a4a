import { RMA_ALPHABET } from '#machines/rma-code.ts';

/** Numbers below 31, each as likely as the other: bytes that would favour the first ones are thrown away. */
export function randomSymbols(random: (bytes: number) => Uint8Array, count: number): number[] {
  const base = RMA_ALPHABET.length;
  const fair = 256 - (256 % base);
  const symbols: number[] = [];
  while (symbols.length < count) {
    symbols.push(...[...random(2 * count)].filter((byte) => byte < fair).map((byte) => byte % base));
  }
  return symbols.slice(0, count);
}
