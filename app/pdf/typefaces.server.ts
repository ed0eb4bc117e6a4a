import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { create, type FontkitFont } from 'fontkit';

/** The faces a label is set in, in the order in which they are asked for a character. */
export const SCRIPTS = ['latin', 'arabic', 'han'] as const;
export type Script = (typeof SCRIPTS)[number];
export type Weight = 'regular' | 'bold';

export interface Typeface {
  readonly key: string;
  readonly script: Script;
  readonly weight: Weight;
  /** Asked for coverage, shapes and widths. */
  readonly shaping: FontkitFont;
  /**
   * Cut into subsets. Apart from `shaping` because fontkit keeps each glyph with the characters it was first met with: while cutting it meets
   * the parts of composed glyphs without any, and shaping would then see a letter that stands for nothing.
   */
  readonly cutting: FontkitFont;
  /** PostScript outlines (CFF) instead of TrueType ones. */
  readonly postscriptOutlines: boolean;
}

const FILES: Record<Script, Record<Weight, string>> = {
  latin: {
    regular: '@embedpdf/fonts-latin/fonts/NotoSans-Regular.ttf',
    bold: '@embedpdf/fonts-latin/fonts/NotoSans-Bold.ttf',
  },
  arabic: {
    regular: '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf',
    bold: '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf',
  },
  han: {
    regular: '@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf',
    bold: '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf',
  },
};

const loaded = new Map<string, Typeface>();

/** Reads a face on first use and keeps it: the Chinese ones are 8 MB each, and their tables take longer to parse than a label to draw. */
export function typeface(script: Script, weight: Weight): Typeface {
  const key = `${script}-${weight}`;
  const known = loaded.get(key);
  if (known) return known;
  const bytes = readFileSync(fontPath(FILES[script][weight]));
  const face = {
    key,
    script,
    weight,
    shaping: create(bytes),
    cutting: create(bytes),
    postscriptOutlines: bytes.subarray(0, 4).toString('latin1') === 'OTTO',
  };
  loaded.set(key, face);
  return face;
}

const require = createRequire(import.meta.url);

/** The packages export only their index, so a font is found from there. */
function fontPath(file: string): string {
  const [scope, name, ...rest] = file.split('/');
  return join(require.resolve(`${scope}/${name}`), '../..', ...rest);
}

/** The first script whose face has the character, or null. A face that is already in use is preferred, so that runs stay whole. */
export function scriptFor(codePoint: number, weight: Weight, inUse: Script | null): Script | null {
  if (inUse !== null && isNeutral(codePoint) && has(inUse, weight, codePoint)) return inUse;
  return SCRIPTS.find((script) => has(script, weight, codePoint)) ?? null;
}

function has(script: Script, weight: Weight, codePoint: number): boolean {
  return typeface(script, weight).shaping.hasGlyphForCodePoint(codePoint);
}

/** Characters without a script of their own: spaces, stops, digits, marks, joiners. */
function isNeutral(codePoint: number): boolean {
  return /[\p{Script=Common}\p{Script=Inherited}]/u.test(String.fromCodePoint(codePoint));
}
