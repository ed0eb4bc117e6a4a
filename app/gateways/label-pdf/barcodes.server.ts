import bwip from 'bwip-js/node';
import { z } from 'zod';

/** A dark rectangle in modules, from the top left corner of the symbol without its quiet zone. */
export interface Dark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Symbol2D {
  /** Modules from edge to edge, without the quiet zone. */
  readonly modules: number;
  readonly dark: readonly Dark[];
}

/** Module sizes are whole dots of a 203 dpi thermal printer, so that no bar is a dot wider than its twin. */
export const DOT = 72 / 203;

/** Quiet zones in modules: Code 128 wants 10 on each side, QR 4 all round. */
export const LINEAR_QUIET_ZONE = 10;
export const QR_QUIET_ZONE = 4;

const linear = z.tuple([z.object({ sbs: z.array(z.number().int().positive()).min(3) })]);
const matrix = z.tuple([
  z.object({ pixs: z.array(z.union([z.literal(0), z.literal(1)])), pixx: z.number().int().positive() }),
]);

/** Code 128: bars as high as one unit, for the drawing to stretch. */
export function code128(payload: string): Symbol2D {
  const [{ sbs }] = linear.parse(bwip.raw('code128', payload, ''));
  const dark: Dark[] = [];
  let x = 0;
  for (const [index, width] of sbs.entries()) {
    if (index % 2 === 0) dark.push({ x, y: 0, width, height: 1 });
    x += width;
  }
  return { modules: x, dark };
}

/** QR with error correction M: survives a crease or a smear of 15 %. */
export function qrCode(payload: string): Symbol2D {
  const [{ pixs, pixx }] = matrix.parse(bwip.raw('qrcode', payload, 'eclevel=M'));
  const dark: Dark[] = [];
  for (let y = 0; y * pixx < pixs.length; y += 1) dark.push(...darkOfRow(pixs.slice(y * pixx, (y + 1) * pixx), y));
  return { modules: pixx, dark };
}

function darkOfRow(row: readonly number[], y: number): Dark[] {
  const dark: Dark[] = [];
  let start: number | null = null;
  for (let x = 0; x <= row.length; x += 1) {
    if (row[x] === 1) start ??= x;
    else if (start !== null) {
      dark.push({ x: start, y, width: x - start, height: 1 });
      start = null;
    }
  }
  return dark;
}
