/** A tree of words as pairs of dotted key and sentence. */
export function flatWords(tree: unknown, prefix = ''): [string, string][] {
  if (typeof tree === 'string') return [[prefix, tree]];
  if (typeof tree !== 'object' || tree === null) throw new TypeError(`neither a sentence nor a group: ${prefix}`);
  return Object.entries(tree).flatMap(([key, value]) => flatWords(value, prefix ? `${prefix}.${key}` : key));
}

const pluralForm = /_(zero|one|two|few|many|other)$/;

/** The key without its plural form: languages have different forms of the same sentence. */
export function baseKey(key: string): string {
  return key.replace(pluralForm, '');
}

export function pluralFormOf(key: string): string | null {
  return pluralForm.exec(key)?.[1] ?? null;
}

/** The names that a sentence wants filled in, sorted, each once. */
export function variablesOf(sentence: string): string[] {
  return [...new Set(Array.from(sentence.matchAll(/\{\{\s*([\w-]+)[^}]*\}\}/g), (match) => match[1] ?? ''))].toSorted();
}
