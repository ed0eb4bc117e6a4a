import type { LabelFormat } from '#app/gateways/carrier.ts';
import type { PageSize, Rect } from '#app/pdf/canvas.server.ts';
import type { OutsideLayout } from './outside.server.ts';

/** Points in a millimetre. */
const MM = 72 / 25.4;

export const PAGE_SIZES: Record<LabelFormat, PageSize> = {
  '4x6': { width: 288, height: 432 },
  a4: { width: 210 * MM, height: 297 * MM },
};

/** Height of the bars: 32 mm is recommended; 25 mm is what carriers accept, and gives long addresses more room on the small label. */
const TALL_BARS = 32 * MM;
const SHORT_BARS = 25 * MM;
const CODE_LINE = 21;

/** The outsides to try, the best first: the next is for addresses that do not fit the one before. */
export function outsideLayouts(format: LabelFormat): OutsideLayout[] {
  return format === 'a4' ? [A4_UPPER_HALF] : [small(TALL_BARS), small(SHORT_BARS), smallForLongAddresses()];
}

function small(bars: number): OutsideLayout {
  const margin = 10;
  const width = PAGE_SIZES['4x6'].width - 2 * margin;
  const foot = { x: margin, y: 432 - margin - 68, width, height: 68 };
  const barcode = { x: margin, y: foot.y - 4 - bars - CODE_LINE, width, height: bars + CODE_LINE };
  const top = margin + 30 + 8;
  return {
    banner: { x: margin, y: margin, width, height: 30 },
    addresses: { x: margin, y: top, width, height: barcode.y - 6 - top },
    besideSender: 78 + 8,
    postage: { x: margin + width - 78, y: top, width: 78, height: 56 },
    barcode,
    foot,
    besideFacts: 0,
    bannerType: 20,
  };
}

/** The postage moves down between the facts and the square code, and the sender has the whole width. */
function smallForLongAddresses(): OutsideLayout {
  const layout = small(SHORT_BARS);
  const { foot, postage } = layout;
  const x = foot.x + foot.width - foot.height - 8 - postage.width;
  return {
    ...layout,
    besideSender: 0,
    besideFacts: postage.width + 16,
    postage: { ...postage, x, y: foot.y + (foot.height - postage.height) / 2 },
  };
}

const MARGIN = 32;
const A4_WIDTH = PAGE_SIZES.a4.width - 2 * MARGIN;
const A4_COLUMN = 274;
const A4_RIGHT = { x: MARGIN + A4_COLUMN + 16, width: A4_WIDTH - A4_COLUMN - 16 };

const A4_UPPER_HALF: OutsideLayout = {
  banner: { x: MARGIN, y: MARGIN, width: A4_WIDTH, height: 38 },
  addresses: { x: MARGIN, y: 82, width: A4_COLUMN, height: 222 },
  besideSender: 0,
  besideFacts: 0,
  postage: { ...A4_RIGHT, y: 82, height: 76 },
  barcode: { ...A4_RIGHT, y: 172, height: TALL_BARS + CODE_LINE },
  foot: { x: MARGIN, y: 312, width: A4_WIDTH, height: 84 },
  bannerType: 26,
};

/** The fold and cut line, across the middle of the sheet. */
export const A4_CUT: Rect = { x: 0, y: PAGE_SIZES.a4.height / 2, width: PAGE_SIZES.a4.width, height: 0 };
const LOWER = { y: A4_CUT.y + 26, height: A4_CUT.y - 26 - MARGIN };
export const A4_INSTRUCTIONS: Rect = { ...LOWER, x: MARGIN, width: 230 };
export const A4_SLIP: Rect = { ...LOWER, x: MARGIN + 230 + 28, width: A4_WIDTH - 230 - 28 };
/** A page of the slip when it has more lines than the lower half holds. */
export const A4_SLIP_CONTINUED: Rect = {
  x: MARGIN,
  y: MARGIN,
  width: A4_WIDTH,
  height: PAGE_SIZES.a4.height - 2 * MARGIN,
};
export const A4_MARGIN = MARGIN;
