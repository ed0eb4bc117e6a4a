import { prepareZXingModule, type ReaderOptions, readBarcodes, type ZXingModuleOverrides } from 'zxing-wasm/reader';
import type { Format, FoundCode } from './found-code.ts';

/** Our names of the formats, by those of the library. */
const NAMES: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['Code128', 'code_128'],
  ['QRCode', 'qr_code'],
  ['QRCodeModel2', 'qr_code'],
  ['DataMatrix', 'data_matrix'],
  ['EAN13', 'ean_13'],
  ['ITF', 'itf'],
  ['ITF14', 'itf'],
  ['Code39', 'code_39'],
  ['Code39Std', 'code_39'],
  ['Code39Ext', 'code_39'],
  ['PDF417', 'pdf417'],
]);

/** A label is held in the hand: turned, tilted, far away. Inverted it is on no parcel, and to look for that doubles the work. */
const LOOK: ReaderOptions = {
  formats: ['Code128', 'QRCode', 'DataMatrix', 'EAN13', 'ITF', 'Code39', 'PDF417'],
  tryInvert: false,
  tryCode39ExtendedMode: false,
  textMode: 'Plain',
  maxNumberOfSymbols: 8,
};

/** Pixels of a picture from the top left corner: red, green, blue and opacity, a byte each. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export type ReadCodes = (picture: Pixels) => Promise<FoundCode[]>;

/** Makes the reader ready. Rejects when its program cannot be fetched or may not run here. */
export async function codeReader(program: ZXingModuleOverrides): Promise<ReadCodes> {
  await prepareZXingModule({ overrides: program, fireImmediately: true });
  return async ({ data, width, height }) => {
    const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, LOOK);
    return found.flatMap(({ format: name, text }) => {
      const format = NAMES.get(name);
      return format ? [{ format, text }] : [];
    });
  };
}
