import { canonical } from '#machines/policy/lint/lint-rule.ts';

/** Whether two values say the same; the order in which a file wrote its keys makes no difference. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** The entries of the first list that the second does not have; of equal entries as many as it has fewer. */
export function without<Item>(items: readonly Item[], others: readonly Item[]): Item[] {
  const left = others.map(canonical);
  return items.filter((item) => {
    const at = left.indexOf(canonical(item));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
