import type { Translate } from '#app/i18n/types.ts';

/** The codes that have words of their own under `fault` in the common words. */
const spoken = [
  'not-found',
  'forbidden',
  'other-site',
  'too-many',
  'too-large',
  'invalid',
  'stale',
  'link-spent',
  'held-gone',
  'unavailable',
  'broken',
] as const;
type Spoken = (typeof spoken)[number];

const byStatus: Readonly<Record<number, Spoken>> = {
  403: 'forbidden',
  404: 'not-found',
  409: 'stale',
  413: 'too-large',
  429: 'too-many',
  503: 'unavailable',
};

/** Title and sentence of an error page: by its code when that has words, else by its status. */
export function errorWords(t: Translate, status: number, code: string | null): { title: string; text: string } {
  const key = spoken.find((known) => known === code) ?? byStatus[status] ?? (status < 500 ? 'invalid' : 'broken');
  return { title: t(`fault.${key}.title`), text: t(`fault.${key}.text`) };
}
