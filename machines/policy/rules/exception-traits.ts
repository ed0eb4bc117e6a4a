import { exceptionOf } from '#machines/policy/statutory.ts';

/** A trait's name in the law, where it differs. */
const ALIASES: Readonly<Record<string, string>> = { digital: 'digital_content_begun' };

export type ExceptionTraits = {
  /** Excepted by what they are, from the start. */
  intrinsic: string[];
  /** Excepted only after something the customer did, such as breaking a seal. */
  afterwards: string[];
};

/** The statutory exceptions a line's traits point to; with `listed`, only those that a country's law has. */
export function exceptionTraits(traits: readonly string[], listed?: readonly string[]): ExceptionTraits {
  const found: ExceptionTraits = { intrinsic: [], afterwards: [] };
  if (traits.length === 0) return found;
  for (const trait of new Set(traits)) {
    const id = ALIASES[trait] ?? trait;
    const exception = exceptionOf(id);
    if (!exception || (listed && !listed.includes(id))) continue;
    (exception.trigger === 'intrinsic' ? found.intrinsic : found.afterwards).push(id);
  }
  return found;
}
