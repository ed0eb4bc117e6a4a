/** What somebody could read of a parcel without a usable code. */
export interface KnownOfParcel {
  readonly code: string | null;
  readonly senderName: string | null;
  readonly senderPlace: string | null;
  readonly senderEmail: string | null;
  readonly goods: string | null;
}

/** An order that it may come from, with its return where there is one. */
export interface Candidate {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly returnId: string | null;
  readonly rmaCode: string | null;
  /** A return is announced and its goods have not come. */
  readonly awaited: boolean;
  readonly name: string;
  readonly place: string;
  readonly email: string | null;
  readonly items: readonly { readonly sku: string; readonly words: string }[];
}

export type LikelyReason =
  | { readonly code: 'code' | 'email' | 'name' | 'part-of-name' | 'place' | 'open-return' }
  | { readonly code: 'sku' | 'words'; readonly what: string };

export interface Likely<Of extends Candidate = Candidate> {
  readonly candidate: Of;
  readonly score: number;
  readonly reasons: readonly LikelyReason[];
}

/** How much each finding says. A town is many people's, an article many orders'; an e-mail address is one person's. */
const WEIGHTS: Readonly<Record<LikelyReason['code'], number>> = {
  ...{ code: 100, email: 60, name: 40, 'part-of-name': 15, sku: 30, words: 8, place: 15, 'open-return': 20 },
};
const MOST_SKUS = 3;
const MOST_WORDS = 4;
/** Less says nothing: a town alone is named, a single word of a title is not. */
const LEAST = 15;
const SHOWN = 12;

/** The orders that a parcel may belong to, the likeliest first, each with why. An awaited return speaks for an order only beside something else. */
export function likelyOrders<Of extends Candidate>(known: KnownOfParcel, candidates: readonly Of[]): Likely<Of>[] {
  const asked = fold(known);
  return candidates
    .map((candidate) => {
      const own = reasonsFor(asked, candidate);
      const reasons = own.length > 0 && candidate.awaited ? [...own, { code: 'open-return' } as const] : own;
      return { candidate, reasons, score: reasons.reduce((sum, reason) => sum + WEIGHTS[reason.code], 0) };
    })
    .filter(({ score, reasons }) => reasons.length > 0 && score >= LEAST)
    .toSorted(
      (one, other) =>
        other.score - one.score ||
        Number(other.candidate.awaited) - Number(one.candidate.awaited) ||
        (one.candidate.orderId < other.candidate.orderId ? 1 : -1),
    )
    .slice(0, SHOWN);
}

/** Marks off accents, cases and signs, so that `Müller-Lüdenscheidt` and `muller ludenscheidt` are the same words. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** There a single sign is a word or a name; a Latin letter is an initial. */
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{N}]/u;

const keyOf = (text: string) => wordsOf(text).join(' ');

/** Article numbers are compared without their dashes and dots. */
export const skuKey = (sku: string): string => wordsOf(sku).join('');

interface Asked {
  readonly code: string;
  readonly email: string;
  readonly name: readonly string[];
  readonly place: string;
  /** Runs of one to three words each: an article number may be written with spaces or dashes. */
  readonly skus: ReadonlySet<string>;
  readonly words: readonly string[];
}

function fold(known: KnownOfParcel): Asked {
  const goods = wordsOf(known.goods ?? '');
  const runs = goods.flatMap((_, index) => [1, 2, 3].map((length) => goods.slice(index, index + length).join('')));
  return {
    code: keyOf(known.code ?? '').replaceAll(' ', ''),
    email: (known.senderEmail ?? '').trim().toLowerCase(),
    name: wordsOf(known.senderName ?? ''),
    place: keyOf(known.senderPlace ?? ''),
    skus: new Set(runs),
    // Short words stand in every title.
    words: [...new Set(goods.filter((word) => word.length >= 4 || OTHER_SCRIPT.test(word)))],
  };
}

/** The article numbers that a description may name, for a look into the orders: every run of its words. */
export const skusIn = (goods: string | null): string[] => [...fold({ ...NOTHING, goods }).skus];

const NOTHING: KnownOfParcel = { code: null, senderName: null, senderPlace: null, senderEmail: null, goods: null };

function reasonsFor(asked: Asked, candidate: Candidate): LikelyReason[] {
  const { items } = candidate;
  const skus = items.filter((item) => item.sku !== '' && asked.skus.has(skuKey(item.sku))).slice(0, MOST_SKUS);
  const titles = new Set(items.flatMap((item) => wordsOf(item.words)));
  const words = asked.words.filter((word) => titles.has(word)).slice(0, MOST_WORDS);
  const codes = [candidate.rmaCode ?? '', keyOf(candidate.orderNumber).replaceAll(' ', '')];
  return [
    ...(asked.code !== '' && codes.some((code) => code.toLowerCase() === asked.code)
      ? [{ code: 'code' } as const]
      : []),
    ...(asked.email !== '' && candidate.email?.toLowerCase() === asked.email ? [{ code: 'email' } as const] : []),
    ...nameReason(asked.name, wordsOf(candidate.name)),
    ...skus.map(({ sku }) => ({ code: 'sku', what: sku }) as const),
    ...words.map((what) => ({ code: 'words', what }) as const),
    ...(asked.place !== '' && keyOf(candidate.place) === asked.place ? [{ code: 'place' } as const] : []),
  ];
}

/** All words of the shorter name in the longer one, in any order; one word alone is a part. */
function nameReason(asked: readonly string[], name: readonly string[]): LikelyReason[] {
  const shared = asked.filter((word) => (word.length > 1 || OTHER_SCRIPT.test(word)) && name.includes(word));
  if (shared.length === 0) return [];
  const whole = shared.length >= 2 && shared.length >= Math.min(asked.length, name.length);
  return [{ code: whole ? 'name' : 'part-of-name' }];
}
