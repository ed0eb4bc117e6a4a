import { countryNames, type Speech } from './rule-words.server.ts';

/** Says an item once for all the countries that it is alike for, in the order of the first of them. */
export function together<T extends { country: string }>(
  items: readonly T[],
  speech: Speech,
  say: (item: T) => string,
): string[] {
  const alike = Map.groupBy(items, (item) => say({ ...item, country: PLACE }));
  return [...alike].map(([sentence, some]) => {
    const names = countryNames(
      some.map(({ country }) => country),
      speech,
    );
    return sentence.replace(PLACE, () => names);
  });
}

/** Stands for the countries while sentences are compared; from the private use area, so no word contains it. */
const PLACE = '\u{E000}';
