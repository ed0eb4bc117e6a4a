import { type Language, languageFacts } from './languages.ts';

const made = new Map<Language, Intl.DisplayNames>();

/** Made once for each language: that takes far longer than asking for a name, and a list asks for one in every row. */
function namesIn(language: Language): Intl.DisplayNames {
  const known = made.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames(languageFacts[language].format, { type: 'region', fallback: 'code' });
  made.set(language, names);
  return names;
}

/** A country in the reader's language; a code without a name, or no code at all, stays as it is. */
export function countryNameIn(code: string, language: Language): string {
  return /^[A-Z]{2}$/.test(code) ? (namesIn(language).of(code) ?? code) : code;
}
