/** Longest word that is kept; a longer one is found by its beginning. */
const LONGEST = 40;
/** Most words of one return. */
export const TERMS_LIMIT = 120;
/** Most words of one question, and how long each has to be at the least. */
export const ASKED_LIMIT = 6;
const SHORTEST = 2;

/** Written without spaces: there each of the signs may be where somebody begins to look. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;
const UNSPACED_REACH = 8;

/** Lower case, digits of any script as 0 to 9, no marks above or below: `Müller` and `MULLER` are one word. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{Nd}/gu, (digit) => String((digit.codePointAt(0) ?? 48) & 15))
    .normalize('NFC');
}

const piecesOf = (word: string): string[] => word.split(/[^\p{L}\p{N}]+/u).filter((piece) => piece !== '');

/**
 * The words by which these texts are found, each once: every word, and from each mark inside it on, so that `MUG-BLUE-12` is found by `mug-blue`,
 * `blue12` and `12`, and an address by its name and by its host. Signs of scripts without spaces begin a word each.
 */
export function searchTerms(texts: readonly (string | null)[]): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const word of fold(text ?? '').split(/\s+/u)) {
      const pieces = piecesOf(word);
      for (const place of pieces.keys()) addWord(terms, pieces.slice(place).join(''));
    }
  }
  return [...terms].slice(0, TERMS_LIMIT);
}

function addWord(terms: Set<string>, word: string): void {
  if (UNSPACED.test(word)) {
    const signs = [...word];
    for (const place of signs.keys()) terms.add(signs.slice(place, place + UNSPACED_REACH).join(''));
  } else if (word.length >= SHORTEST) terms.add(word.slice(0, LONGEST));
}

/** The beginnings of words that a question asks for, all of them; none when it says too little to look for. */
export function askedTerms(text: string): string[] {
  const words = fold(text)
    .split(/\s+/u)
    .map((word) => piecesOf(word).join('').slice(0, LONGEST))
    .filter((word) => word.length >= SHORTEST || UNSPACED.test(word));
  return [...new Set(words)].slice(0, ASKED_LIMIT);
}
