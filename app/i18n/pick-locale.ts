import { isLanguage, type Language } from './languages.ts';
import { defaultLocale, isLocale, type Locale } from './locales.ts';

/** More than a browser sends; a longer header is somebody's experiment. */
const longestHeader = 500;

interface Wish {
  tag: string;
  weight: number;
}

interface Asked {
  query?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
}

/**
 * Decides in which language to speak: a link that names one, else the choice kept in the cookie, else the first of the
 * browser's languages that we speak, else English. Values that are not ours count as absent.
 */
export function pickLocale(asked: Asked): Locale {
  return pick(asked, ours) ?? defaultLocale;
}

/** The same for what is spoken in more languages than the whole product: the withdrawal from a contract, and the link to it. */
export function pickLanguage(asked: Asked): Language {
  return pick(asked, spoken) ?? defaultLocale;
}

function pick<Found>(asked: Asked, find: (tag: string) => Found | undefined): Found | undefined {
  const named = [asked.query, asked.cookie].map((tag) => (tag ? find(tag) : undefined));
  return named.find((found) => found !== undefined) ?? fromHeader(asked.acceptLanguage, find);
}

const parts = (tag: string): string[] => tag.trim().toLowerCase().split(/[-_]/);

function ours(tag: string): Locale | undefined {
  const [language] = parts(tag);
  return isLocale(language) ? language : undefined;
}

/** Of the regions only one has words of its own. */
function spoken(tag: string): Language | undefined {
  const [language, ...subtags] = parts(tag);
  if (language === 'es' && subtags.includes('ar')) return 'es-AR';
  return isLanguage(language) ? language : undefined;
}

/** RFC 9110 12.5.4: highest weight first, in the order written where equal; weight 0 means "not this one". */
function fromHeader<Found>(
  header: string | null | undefined,
  find: (tag: string) => Found | undefined,
): Found | undefined {
  if (!header || header.length > longestHeader) return undefined;
  const wishes = header.split(',').map(parseWish);
  return wishes
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((wish) => find(wish.tag))
    .find((found) => found !== undefined);
}

function parseWish(part: string): Wish {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const written = parameters.find((parameter) => /^q=/i.test(parameter));
  if (!written) return { tag, weight: 1 };
  const weight = Number(written.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
