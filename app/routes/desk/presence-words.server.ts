import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { nameList } from './name-list.ts';

/** Who else has the return open, as a sentence; empty when nobody has. */
export const presenceWords = (
  names: readonly string[],
  { t, locale }: { readonly t: Translate; readonly locale: Locale },
): string => (names.length === 0 ? '' : t('casework:presence.others', { names: nameList(names, locale) }));
