import { printable, type ShapedLine, shape } from './shape.server.ts';
import type { Weight } from './typefaces.server.ts';

/** A text that may take several lines. */
export interface Paragraph {
  readonly text: string;
  readonly weight: Weight;
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

/** Paragraphs set at one size; lengths in points. */
export interface SetText {
  readonly size: number;
  readonly lineHeight: number;
  readonly lines: () => readonly ShapedLine[];
  readonly height: number;
}

/** A part of a paragraph that stays together; width in ems. */
interface Piece {
  readonly text: string;
  readonly width: number;
  /** The same part, character by character, for a line it is too long for. */
  readonly characters: () => readonly Piece[];
}

interface Measured {
  readonly paragraph: Paragraph;
  readonly whole: ShapedLine;
  readonly pieces: () => readonly Piece[];
}

const STEP = 0.25;

/** Scripts that reach further up and down than Latin, Greek, Cyrillic and Han. */
const TALL = /[\p{Script=Arabic}\p{Script=Devanagari}]/u;

/** Paragraphs ready to be set at any size: parts are shaped once here, not once a size, and lines only when they are drawn. */
export function setter(paragraphs: readonly Paragraph[]): (width: number, size: number) => SetText {
  const measured = paragraphs.map(measure);
  const factor = paragraphs.some(({ text }) => TALL.test(text)) ? 1.5 : 1.22;
  return (width, size) => {
    const broken = measured.map((each) => ({ ...each, texts: breakLines(each, width / size) }));
    const lineHeight = size * factor;
    return {
      size,
      lineHeight,
      height: broken.reduce((sum, { texts }) => sum + texts.length, 0) * lineHeight,
      lines: () =>
        broken.flatMap(({ paragraph, whole, texts }) => (texts.length === 1 ? [whole] : shapeAll(paragraph, texts))),
    };
  };
}

function shapeAll({ weight, direction }: Paragraph, texts: readonly string[]): ShapedLine[] {
  return texts.map((text) => shape(text, weight, direction));
}

/** The largest size from `max` down to `min` at which the paragraphs fit the box, or null when even `min` is too large. */
export function fitText(
  paragraphs: readonly Paragraph[],
  box: { readonly width: number; readonly height: number },
  { min, max }: { readonly min: number; readonly max: number },
): SetText | null {
  const set = setter(paragraphs);
  for (let size = max; size >= min; size -= STEP) {
    const text = set(box.width, size);
    if (text.height <= box.height) return text;
  }
  return null;
}

/** One line, shrunk when it is wider than `width`. */
export function fitLine(paragraph: Paragraph, width: number, max: number): SetText {
  const ems = shape(paragraph.text, paragraph.weight, paragraph.direction).width;
  // A hair below the quotient, or rounding would break the line.
  return setter([paragraph])(width, Math.min(max, ems === 0 ? max : (width / ems) * 0.999));
}

function measure(paragraph: Paragraph): Measured {
  return {
    paragraph,
    whole: shape(paragraph.text, paragraph.weight, paragraph.direction),
    pieces: once(() => splitWhereLinesMayEnd(printable(paragraph.text)).map((text) => piece(paragraph, text))),
  };
}

function piece(paragraph: Paragraph, text: string): Piece {
  const { width } = shape(text, paragraph.weight, paragraph.direction);
  const characters = () => Array.from(graphemes.segment(text), ({ segment }) => piece(paragraph, segment));
  return { text, width: width + (text.endsWith(' ') ? SPACE : 0), characters: once(characters) };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** After a space, and between two Chinese or Japanese characters, but not before a closing mark. */
function splitWhereLinesMayEnd(text: string): string[] {
  return text.split(
    /(?<= )|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF])(?![\p{Pe}\p{Po}\u30FC ])/u,
  );
}

/** Greedy: as many pieces as fit; a piece that is too long alone is cut between characters. Widths in ems. */
function breakLines({ paragraph, whole, pieces }: Measured, width: number): string[] {
  if (whole.width <= width) return [paragraph.text];
  const texts: string[] = [];
  let line = { text: '', width: 0 };
  const take = (next: Piece) => {
    // The space that a piece ends with may hang over the edge.
    const visible = next.width - (next.text.endsWith(' ') ? SPACE : 0);
    if (line.text !== '' && line.width + visible > width) {
      texts.push(line.text);
      line = { text: '', width: 0 };
    }
    line = { text: line.text + next.text, width: line.width + next.width };
  };
  for (const each of pieces()) {
    if (each.width - SPACE <= width) take(each);
    else each.characters().forEach(take);
  }
  return [...texts, line.text];
}

/** Width of a space in ems, the widest of the faces: shaping drops the one a piece ends with. */
const SPACE = 0.27;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
