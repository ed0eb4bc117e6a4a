import type { StaffArgs } from '#app/http.server.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { GRAMS_LIMIT } from '#machines/dock/weights.ts';

type Speech = Pick<StaffArgs, 't' | 'locale'>;

/** The field for the weight of the parcel. Its words come with the page: those of the dock's other pages need not carry them. */
export const weightField = (grams: number | null, t: StaffArgs['t']) => ({
  label: t('dock-said:weight.label'),
  hint: t('dock-said:weight.hint'),
  key: t('dock-said:weight.go'),
  before: grams === null ? '' : String(grams),
});

/** What a count says of the weight: nothing where nobody weighed. */
export const weightWords = (grams: number | null, { t, locale }: Speech): string[] =>
  grams === null ? [] : [t('dock-said:weight.said', { weight: formatWeight(grams, locale) })];

export const wrongWeight = ({ t, locale }: Speech): string =>
  t('dock-said:weight.error', { least: formatWeight(1, locale), most: formatWeight(GRAMS_LIMIT, locale) });
