import { Canvas, type Direction } from './canvas.server.ts';
import { writeDocument } from './document.server.ts';
import { createFontBook } from './font-book.server.ts';
import { missingCharacters } from './shape.server.ts';
import type { Weight } from './typefaces.server.ts';
import { type Paragraph, setter } from './wrap.server.ts';

/** A statement with what acknowledges it, in the reader's language. */
export interface Receipt {
  readonly language: string;
  readonly direction: Direction;
  readonly shop: string;
  readonly title: string;
  /** What the receipt says of itself. */
  readonly lead: string;
  readonly statement: string;
  readonly rows: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly closing: readonly string[];
  /** The case, for the document's properties. */
  readonly subject: string;
  readonly madeAt: Date;
}

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 56;
const WIDTH = A4.width - 2 * MARGIN;
const BOTTOM = A4.height - MARGIN;

interface Block extends Paragraph {
  readonly size: number;
  /** Points of paper above it. */
  readonly above: number;
  /** A rule is drawn over it. */
  readonly ruled?: boolean;
}

/**
 * The acknowledgement as pages of A4, as many as it takes: a file that can be kept, whatever becomes of our pages. The page beside whose link it is
 * offered says the same for those who cannot read it. A character that no face has is printed as a question mark.
 */
export function receiptPdf(receipt: Receipt): Promise<Uint8Array> {
  const fonts = createFontBook();
  const pages: Canvas[] = [];
  let y = BOTTOM;
  for (const { size, above, ruled, ...paragraph } of blocksOf(receipt)) {
    const set = setter([paragraph])(WIDTH, size);
    let page = pages.at(-1);
    y += above;
    if (!page || y + set.height > BOTTOM) {
      page = new Canvas(A4, receipt.direction, fonts);
      pages.push(page);
      y = MARGIN;
    }
    const box = { x: MARGIN, y, width: WIDTH, height: set.height };
    if (ruled) page.rule({ ...box, y: y - above / 2 }, 0.5);
    page.text(set, box);
    y += set.height;
  }
  return writeDocument(receipt, pages, fonts);
}

function blocksOf({ direction, shop, title, lead, statement, rows, closing }: Receipt): Block[] {
  const block = (text: string, weight: Weight, size: number, above: number): Block => ({
    ...{ text: drawable(text, weight), weight, size, above, direction },
  });
  // What people typed runs in its own direction, wherever the page begins.
  const typed = (text: string): Block => ({ ...block(text, 'regular', 11.5, 2), direction: 'auto' });
  return [
    block(shop, 'bold', 11, 0),
    block(title, 'bold', 20, 22),
    block(lead, 'regular', 11, 10),
    block(statement, 'bold', 12.5, 22),
    ...rows.flatMap(({ label, lines }) => [
      { ...block(label, 'bold', 9.5, 16), ruled: true },
      ...lines.map((line) => typed(line)),
    ]),
    ...closing.map((text, index) => ({ ...block(text, 'regular', 10, index === 0 ? 26 : 8), ruled: index === 0 })),
  ];
}

function drawable(text: string, weight: Weight): string {
  const missing = new Set(missingCharacters(text, weight));
  return missing.size === 0 ? text : Array.from(text, (each) => (missing.has(each) ? '?' : each)).join('');
}
