import type { SelectOption } from '#app/components/select.tsx';
import { countryNameIn } from '#app/i18n/country-name.ts';
import { type Locale, localeFacts } from '#app/i18n/locales.ts';
import { countriesWithoutIban } from '#machines/transfer/index.ts';

/** Countries whose accounts have no IBAN, by their names in the reader's language. */
export function bankCountries(locale: Locale): SelectOption[] {
  const order = new Intl.Collator(localeFacts[locale].format);
  return countriesWithoutIban()
    .map((value) => ({ value, label: countryNameIn(value, locale) }))
    .toSorted((a, b) => order.compare(a.label, b.label));
}
