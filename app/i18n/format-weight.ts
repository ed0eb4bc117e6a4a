import { type Language, languageFacts } from './languages.ts';

/** Whole grams as the reader writes a weight: `950 g`, and from a kilogram on `1.25 kg`, `1,25 kg`. Always exact. */
export function formatWeight(grams: number, locale: Language): string {
  const [unit, value] = grams < 1000 ? (['gram', grams] as const) : (['kilogram', grams / 1000] as const);
  const { format } = languageFacts[locale];
  return new Intl.NumberFormat(format, { style: 'unit', unit, maximumFractionDigits: 3 }).format(value);
}
