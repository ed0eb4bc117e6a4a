import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import bwip from 'bwip-js/node';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { FORMATS, type Format } from '#app/components/staff/scan/found-code.ts';
import { codeReader, type Pixels, type ReadCodes } from '#app/components/staff/scan/read-codes.ts';
import { code128, qrCode, type Symbol2D } from '#app/gateways/label-pdf/barcodes.server.ts';
import { makeRmaCode } from '#machines/rma-code.ts';

const [WIDTH, HEIGHT] = [1280, 720];
const RMA = makeRmaCode([1, 2, 3, 4, 5, 6, 7, 8]);

let ready: Promise<ReadCodes> | null = null;

async function read(picture: Pixels) {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  ready ??= codeReader({ wasmBinary: new Uint8Array(readFileSync(file)).buffer });
  return (await ready)(picture);
}

/** A picture as a camera gives it, from levels of grey. */
function pixels(grey: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
    data.fill(grey(at % WIDTH, Math.floor(at / WIDTH)), at * 4, at * 4 + 3);
  }
  return { data, width: WIDTH, height: HEIGHT };
}

/** A symbol of our labels on white, with modules of 3 pixels; a bar code's bars, which are one unit high, are stretched to `high` of them. */
function drawn({ modules, dark }: Symbol2D, high: number): Pixels {
  const black = new Set(
    dark.flatMap(({ x, y, width }) => Array.from({ length: width }, (_, right) => y * modules + x + right)),
  );
  return pixels((x, y) => {
    const [column, row] = [Math.floor((x - 300) / 3), Math.floor((y - 200) / 3 / high)];
    const inside = column >= 0 && column < modules && row >= 0;
    return inside && black.has(row * modules + column) ? 16 : 235;
  });
}

/** A symbol as others print it, turned a little, as a parcel lies before a camera. */
async function printed(bcid: string, text: string): Promise<Pixels> {
  const symbol = await bwip.toBuffer({ bcid, text, scale: 3, padding: 12, backgroundcolor: 'ffffff' });
  const turned = await sharp(symbol).flatten({ background: 'white' }).rotate(4, { background: 'white' }).toBuffer();
  const { data } = await sharp(turned)
    .resize(WIDTH, HEIGHT, { fit: 'contain', background: 'white', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: WIDTH, height: HEIGHT };
}

test('both symbols of our own label are read', async () => {
  expect(await read(drawn(code128(RMA), 30))).toEqual([{ format: 'code_128', text: RMA }]);
  expect(await read(drawn(qrCode(`https://shop.example/d/${RMA}`), 1))).toEqual([
    { format: 'qr_code', text: `https://shop.example/d/${RMA}` },
  ]);
});

const PRINTED: Record<Format, [string, string]> = {
  code_128: ['code128', '1Z5R89390357567127'],
  qr_code: ['qrcode', RMA],
  data_matrix: ['datamatrix', '340123450000000017'],
  ean_13: ['ean13', '4006381333931'],
  itf: ['interleaved2of5', '12345678901231'],
  code_39: ['code39', 'RR123456785DE'],
  pdf417: ['pdf417', RMA],
};

test.each(FORMATS)('%s is read from a parcel that lies a little turned', async (format) => {
  const [bcid, text] = PRINTED[format];
  expect(await read(await printed(bcid, text))).toEqual([{ format, text }]);
});

test('nothing is read where nothing is: white, noise, stripes, black', async () => {
  let state = 1;
  // The numbers of a plain generator, the same in each run.
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  for (const grey of [() => 255, noise, (x: number) => (Math.floor(x / 3) % 2) * 255, () => 0]) {
    expect(await read(pixels(grey))).toEqual([]);
  }
});
