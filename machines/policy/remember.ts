/**
 * Makes each answer once: orders share countries, names and days, so the same question comes thousands of times. Forgets everything when it knows
 * `most` answers and is asked another one, because what is asked comes from outside and must not grow the memory without end.
 */
export function remember<Key, Value extends NonNullable<unknown>>(
  most: number,
): (key: Key, make: () => Value) => Value {
  const known = new Map<Key, Value>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
}
