import type { LabelRequest } from '#app/gateways/carrier.ts';
import type { Canvas, Rect } from '#app/pdf/canvas.server.ts';
import { leftToRight } from '#app/pdf/shape.server.ts';
import { fitLine, type Paragraph, type SetText, setter } from '#app/pdf/wrap.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { fitWords } from './outside.server.ts';

type SlipLine = LabelRequest['slip']['lines'][number];

interface Row {
  readonly title: SetText;
  readonly sku: SetText;
  readonly quantity: SetText;
  readonly height: number;
}

const TYPE = 9;
const SMALL = 7.5;
const ROW_PADDING = 3;
const QUANTITY = 44;
const SKU = 84;
const GAP = 8;

/** Draws the steps to take before the parcel is handed over. */
export function drawInstructions(canvas: Canvas, { words, direction }: LabelRequest, box: Rect): void {
  canvas.text(fitLine({ text: words.instructionsTitle, weight: 'bold', direction }, box.width, 12), box);
  const steps = words.instructions.map(
    (text, index): Paragraph => ({ text: `${index + 1}. ${text}`, weight: 'regular', direction }),
  );
  if (steps.length === 0) return;
  const body = { ...box, y: box.y + 22, height: box.height - 22 };
  canvas.text(fitWords(steps, body, 10.5), body);
}

/** Draws the head of the packing slip and as many rows as fit, and answers the rows that are left for another page. */
export function drawSlip(canvas: Canvas, request: LabelRequest, box: Rect, lines: readonly SlipLine[]): SlipLine[] {
  const { words, direction, slip, rmaCode } = request;
  let y = box.y;
  const below = (set: SetText, gap: number) => {
    canvas.text(set, { ...box, y });
    y += set.height + gap;
  };
  below(fitLine({ text: words.slipTitle, weight: 'bold', direction }, box.width, 12), 4);
  below(
    fitLine(
      { text: `${words.orderNumber}: ${leftToRight(slip.orderNumber)}`, weight: 'regular', direction },
      box.width,
      TYPE,
    ),
    0,
  );
  below(
    fitLine(
      { text: `${words.rmaCode}: ${leftToRight(formatRmaCode(rmaCode))}`, weight: 'bold', direction },
      box.width,
      TYPE,
    ),
    6,
  );
  y += drawRow(canvas, { ...box, y }, setRow(box, [words.item, words.sku, words.quantity], 'bold', direction));
  for (const [index, line] of lines.entries()) {
    const row = setRow(box, [line.title, line.sku, String(line.quantity)], 'regular', 'auto');
    if (y + row.height > box.y + box.height) return lines.slice(index);
    canvas.rule({ ...box, y }, 0.5);
    y += drawRow(canvas, { ...box, y }, row);
  }
  return [];
}

function setRow(
  box: Rect,
  [title, sku, quantity]: readonly [string, string, string],
  weight: 'regular' | 'bold',
  direction: Paragraph['direction'],
): Row {
  const cell = (text: string, width: number) =>
    setter(text === '' ? [] : [{ text, weight, direction }])(width, weight === 'bold' ? SMALL : TYPE);
  const row = {
    title: cell(title, box.width - SKU - QUANTITY - 2 * GAP),
    sku: cell(sku, SKU),
    quantity: cell(quantity, QUANTITY),
  };
  return { ...row, height: Math.max(row.title.height, row.sku.height, row.quantity.height) + 2 * ROW_PADDING };
}

function drawRow(canvas: Canvas, box: Rect, row: Row): number {
  const y = box.y + ROW_PADDING;
  const title = { ...box, y, width: box.width - SKU - QUANTITY - 2 * GAP };
  const sku = { ...box, y, x: title.x + title.width + GAP, width: SKU };
  canvas.text(row.title, title);
  canvas.text(row.sku, sku);
  canvas.text(row.quantity, { ...box, y, x: sku.x + SKU + GAP, width: QUANTITY }, 'end');
  return row.height;
}
