import bidiFactory from 'bidi-js';
import { type Script, scriptFor, type Typeface, typeface, type Weight } from './typefaces.server.ts';

const bidi = bidiFactory();

/** One glyph where the pen stands; lengths in thousandths of the type size, as PDF counts. */
export interface PlacedGlyph {
  readonly id: number;
  /** The text it stands for, so that the label can be searched and copied. */
  readonly text: string;
  readonly width: number;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** Glyphs of one face, in the order in which they are drawn from left to right. */
export interface GlyphRun {
  readonly face: Typeface;
  readonly glyphs: readonly PlacedGlyph[];
}

export interface ShapedLine {
  readonly runs: readonly GlyphRun[];
  /** In ems. */
  readonly width: number;
}

interface Stretch {
  text: string;
  level: number;
  script: Script;
}

/** Joiner and non-joiner, which Persian and Hindi spell with, and the isolates. */
const KEPT_MARKS = new Set(['\u200C', '\u200D', '\u2066', '\u2067', '\u2068', '\u2069']);

/**
 * What is printed of a text: one line, composed accents, no control characters, no bidi overrides. Joiners stay, Persian needs them; so do isolates,
 * which are not drawn.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uFB50-\uFDFF\uFE70-\uFEFC]/gu, (form) => form.normalize('NFKC'))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, (mark) => (KEPT_MARKS.has(mark) ? mark : ''))
    .trim();
}

/** Keeps the parts of a code in order in a sentence that runs from right to left, by an isolate of the bidirectional algorithm. */
export function leftToRight(code: string): string {
  return `\u2066${code}\u2069`;
}

const ISOLATES = /[\u2066-\u2069]/u;

/** The characters of a text that no face has, each once. */
export function missingCharacters(text: string, weight: Weight): string[] {
  const missing = Array.from(printable(text)).filter(
    (character) => !ISOLATES.test(character) && scriptFor(character.codePointAt(0) ?? 0, weight, null) === null,
  );
  return [...new Set(missing)];
}

/** Sets a text on one line. `auto` takes the direction of its first letter that has one, as a browser does for user content. */
export function shape(text: string, weight: Weight, direction: 'ltr' | 'rtl' | 'auto'): ShapedLine {
  const runs = visualOrder(stretches(printable(text), weight, direction)).map((stretch) => shapeRun(stretch, weight));
  const advance = runs.flatMap((run) => run.glyphs).reduce((sum, glyph) => sum + glyph.advance, 0);
  return { runs, width: advance / 1000 };
}

/** Cuts a line wherever direction or face changes, in reading order. */
function stretches(text: string, weight: Weight, direction: 'ltr' | 'rtl' | 'auto'): Stretch[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  const found: Stretch[] = [];
  let index = 0;
  for (const character of text) {
    const level = levels[index] ?? 0;
    index += character.length;
    if (ISOLATES.test(character)) continue;
    const last = found.at(-1);
    const script = scriptFor(character.codePointAt(0) ?? 0, weight, last?.script ?? null);
    if (script === null) throw new Error('a character without a glyph reached the drawing of a label');
    const drawn = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
    if (last && last.level === level && last.script === script) last.text += drawn;
    else found.push({ text: drawn, level, script });
  }
  return found;
}

/** Rule L2 of the Unicode bidirectional algorithm, on stretches: from the highest level down to 1, turn round what is at least that deep. */
function visualOrder(logical: readonly Stretch[]): Stretch[] {
  const order = [...logical];
  const deepest = Math.max(0, ...order.map((stretch) => stretch.level));
  for (let level = deepest; level >= 1; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      const length = order.slice(start).findIndex((stretch) => stretch.level < level);
      const end = length === -1 ? order.length : start + length;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}

function shapeRun(stretch: Stretch, weight: Weight): GlyphRun {
  const face = typeface(stretch.script, weight);
  const rightToLeft = stretch.level % 2 === 1;
  const { glyphs, positions } = face.shaping.layout(
    stretch.text,
    undefined,
    undefined,
    undefined,
    rightToLeft ? 'rtl' : 'ltr',
  );
  const texts = textsOfGlyphs(stretch.text, glyphs, rightToLeft);
  const scale = 1000 / face.shaping.unitsPerEm;
  const placed = glyphs.map((glyph, index) => ({
    id: glyph.id,
    text: texts[index] ?? '',
    width: glyph.advanceWidth * scale,
    advance: (positions[index]?.xAdvance ?? glyph.advanceWidth) * scale,
    dx: (positions[index]?.xOffset ?? 0) * scale,
    dy: (positions[index]?.yOffset ?? 0) * scale,
  }));
  return { face, glyphs: placed };
}

/**
 * Which characters each glyph stands for. Taken from the text rather than from fontkit's glyph, because a glyph that two characters share
 * remembers the one it was first used for, and a label must not depend on the labels printed before it.
 */
function textsOfGlyphs(
  text: string,
  glyphs: readonly { readonly codePoints: readonly number[] }[],
  rightToLeft: boolean,
): string[] {
  const characters = Array.from(text);
  const reading = rightToLeft ? [...glyphs].reverse() : [...glyphs];
  const counted = reading.reduce((sum, glyph) => sum + glyph.codePoints.length, 0);
  let at = 0;
  const texts = reading.map((glyph) => {
    if (counted !== characters.length) return String.fromCodePoint(...glyph.codePoints);
    at += glyph.codePoints.length;
    return characters.slice(at - glyph.codePoints.length, at).join('');
  });
  return rightToLeft ? texts.reverse() : texts;
}
