import type { StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import type { Signal } from '#machines/signals/index.ts';
import { nameList } from './name-list.ts';

/** What strikes about a return, each with what it rests on, and the sentence that none of it takes a right away. */
export function signalWords(signals: readonly Signal[], { t, locale }: Pick<StaffArgs, 't' | 'locale'>) {
  return {
    title: t('casework:signals.title'),
    never: t('casework:signals.never'),
    list: signals.map(({ code, rests, facts }) => {
      const format = code === 'weight-off' ? formatWeight : formatCount;
      const figures = Object.entries(facts).map(([name, value]) => [name, format(value, locale)]);
      const bases = rests.map((basis) => t(`casework:signals.basis.${basis}`));
      return {
        code,
        text: t(`casework:signals.code.${code}`, Object.fromEntries(figures)),
        rests: t('casework:signals.rests', { facts: nameList(bases, locale) }),
      };
    }),
  };
}
