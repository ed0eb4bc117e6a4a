import { type Language, languageFacts } from './languages.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in the one unit that says enough: minutes below an hour, hours below two days, then days; rounded. */
export function formatSpan(milliseconds: number, locale: Language): string {
  const minutes = Math.round(milliseconds / MINUTE);
  const hours = Math.round(milliseconds / HOUR);
  const [unit, value] =
    minutes < 60
      ? (['minute', minutes] as const)
      : hours < 48
        ? (['hour', hours] as const)
        : (['day', Math.round(milliseconds / DAY)] as const);
  const { format } = languageFacts[locale];
  return new Intl.NumberFormat(format, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
