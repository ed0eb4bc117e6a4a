import type { SelectOption } from '#app/components/select.tsx';
import { type Locale, localeFacts } from '#app/i18n/locales.ts';
import { countriesWithoutIban } from '#machines/transfer/index.ts';

/** Countries whose accounts have no IBAN, by their names in the reader's language. */
export function bankCountries(locale: Locale): SelectOption[] {
  const { format } = localeFacts[locale];
  const names = new Intl.DisplayNames(format, { type: 'region', fallback: 'code' });
  const order = new Intl.Collator(format);
  return countriesWithoutIban()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => order.compare(a.label, b.label));
}
