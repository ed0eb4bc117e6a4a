import { SlugSchema } from '#machines/policy/slug.ts';

const LONGEST = 40;

/** A short name made of what a person typed, one that is not taken: `Sale items` gives `sale-items`, and `sale-items-2` when that is there. */
export function freeSlug(typed: string, taken: readonly string[], otherwise: string): string {
  const plain = typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  const wanted = SlugSchema.safeParse(plain).success ? plain : otherwise;
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const next = `${wanted.slice(0, LONGEST - end.length).replace(/-$/, '')}${end}`;
    if (!taken.includes(next)) return next;
  }
}
