import { defaultLocale, isLocale, type Locale } from './locales.ts';

/** More than a browser sends; a longer header is somebody's experiment. */
const longestHeader = 500;

interface Wish {
  tag: string;
  weight: number;
}

/**
 * Decides in which language to speak: a link that names one, else the choice kept in the cookie, else the first of the
 * browser's languages that we speak, else English. Values that are not ours count as absent.
 */
export function pickLocale(input: {
  query?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
}): Locale {
  return ours(input.query) ?? ours(input.cookie) ?? fromHeader(input.acceptLanguage) ?? defaultLocale;
}

function ours(tag: string | null | undefined): Locale | undefined {
  const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return isLocale(language) ? language : undefined;
}

/** RFC 9110 12.5.4: highest weight first, in the order written where equal; weight 0 means "not this one". */
function fromHeader(header: string | null | undefined): Locale | undefined {
  if (!header || header.length > longestHeader) return undefined;
  const wishes = header.split(',').map(parseWish);
  return wishes
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((wish) => ours(wish.tag))
    .find((locale) => locale !== undefined);
}

function parseWish(part: string): Wish {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const written = parameters.find((parameter) => /^q=/i.test(parameter));
  if (!written) return { tag, weight: 1 };
  const weight = Number(written.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
