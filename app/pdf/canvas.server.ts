import { type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { FontBook } from './font-book.server.ts';
import type { GlyphRun, ShapedLine } from './shape.server.ts';
import type { SetText } from './wrap.server.ts';

/** A box on the page in points, from the top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Align = 'start' | 'centre' | 'end';
export type Direction = 'ltr' | 'rtl';

/** 0 is black, 1 is white. Labels are printed on thermal paper, so there is nothing else. */
export type Ink = 0 | 1;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A page that is drawn on with boxes measured from the top left. On a right-to-left page all boxes are mirrored and `start` is the right side,
 * so a layout is written once.
 */
export class Canvas {
  readonly #operators: string[] = [];
  readonly #fonts: FontBook;
  readonly size: PageSize;
  readonly direction: Direction;

  constructor(size: PageSize, direction: Direction, fonts: FontBook) {
    this.size = size;
    this.direction = direction;
    this.#fonts = fonts;
  }

  /** Draws lines from the top of the box; those that were set for it fit. */
  text(set: SetText, box: Rect, align: Align = 'start', ink: Ink = 0): void {
    // The first baseline: capitals look centred in their line with this share above it.
    const ascent = set.lineHeight / 2 + set.size * 0.34;
    for (const [index, line] of set.lines().entries()) {
      const y = box.y + index * set.lineHeight + ascent;
      this.#line(line, set.size, this.#startOf(line.width * set.size, box, align), y, ink);
    }
  }

  /** Draws lines in the middle of the box's height. */
  textInMiddle(set: SetText, box: Rect, align: Align = 'start', ink: Ink = 0): void {
    this.text(set, { ...box, y: box.y + (box.height - set.height) / 2 }, align, ink);
  }

  fill(box: Rect, ink: Ink = 0): void {
    this.#operators.push(`${ink} g ${this.#path(this.#mirrored(box))} f`);
  }

  outline(box: Rect, width: number, dash: readonly number[] = []): void {
    this.#operators.push(
      `0 G ${number(width)} w [${dash.map(number).join(' ')}] 0 d ${this.#path(this.#mirrored(box))} S`,
    );
  }

  /** A level line across the box's top edge. */
  rule(box: Rect, width: number, dash: readonly number[] = []): void {
    const { x } = this.#mirrored(box);
    const y = number(this.size.height - box.y);
    const line = `${number(x)} ${y} m ${number(x + box.width)} ${y} l S`;
    this.#operators.push(`0 G ${number(width)} w [${dash.map(number).join(' ')}] 0 d ${line}`);
  }

  /**
   * Fills many rectangles in a single path, so that no hairline of paper shows between two that touch. A symbol is never mirrored: only the box
   * it stands in is, which is why the rectangles come as offsets from that box.
   */
  symbol(box: Rect, rectangles: readonly Rect[]): void {
    const { x, y } = this.#mirrored(box);
    const paths = rectangles.map((rect) => this.#path({ ...rect, x: x + rect.x, y: y + rect.y }));
    this.#operators.push(`0 g ${paths.join(' ')} f`);
  }

  /** Adds the page to the document. Its fonts are written when all pages are drawn. */
  addTo(document: PDFDocument, fonts: ReturnType<FontBook['write']>): void {
    const page = document.addPage([this.size.width, this.size.height]);
    page.node.addContentStream(document.context.register(document.context.flateStream(this.#operators.join('\n'))));
    for (const { name, ref } of fonts) page.node.setFontDictionary(PDFName.of(name), ref);
  }

  #mirrored(box: Rect): Rect {
    return this.direction === 'ltr' ? box : { ...box, x: this.size.width - box.x - box.width };
  }

  #startOf(width: number, box: Rect, align: Align): number {
    const { x } = this.#mirrored(box);
    if (align === 'centre') return x + (box.width - width) / 2;
    const onTheLeft = (align === 'start') === (this.direction === 'ltr');
    return onTheLeft ? x : x + box.width - width;
  }

  #path({ x, y, width, height }: Rect): string {
    return `${number(x)} ${number(this.size.height - y - height)} ${number(width)} ${number(height)} re`;
  }

  #line(line: ShapedLine, size: number, x: number, y: number, ink: Ink): void {
    this.#operators.push(`BT ${ink} g 1 0 0 1 ${number(x)} ${number(this.size.height - y)} Tm`);
    for (const run of line.runs) {
      this.#operators.push(`/${this.#fonts.nameOf(run.face)} ${number(size)} Tf`, ...this.#showRun(run, size));
    }
    this.#operators.push('ET');
  }

  /** Shows glyphs where the face wants them: kerning and marks as adjustments of the pen, marks above and below as text rise. */
  #showRun(run: GlyphRun, size: number): string[] {
    const operators: string[] = [];
    let shown: string[] = [];
    let rise = 0;
    let pending = 0;
    const flush = () => {
      if (shown.length > 0) operators.push(`[${shown.join('')}] TJ`);
      shown = [];
    };
    for (const glyph of run.glyphs) {
      if (glyph.dy !== rise) {
        flush();
        rise = glyph.dy;
        operators.push(`${number((rise * size) / 1000)} Ts`);
      }
      const shift = pending + glyph.dx;
      if (Math.abs(shift) > 0.01) shown.push(number(-shift));
      shown.push(`<${this.#fonts.encode(run.face, glyph)}>`);
      pending = glyph.advance - glyph.dx - glyph.width;
    }
    if (Math.abs(pending) > 0.01) shown.push(number(-pending));
    flush();
    if (rise !== 0) operators.push('0 Ts');
    return operators;
  }
}

/** PDF numbers have no exponents; a thousandth of a point is finer than any printer. */
function number(value: number): string {
  return String(Number(value.toFixed(3)));
}
