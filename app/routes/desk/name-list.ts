import { type Locale, localeFacts } from '#app/i18n/locales.ts';

/** Several names as a sentence says them: "Ada, Bo and Chen". */
export const nameList = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(localeFacts[locale].format, { type: 'conjunction' }).format(names);
