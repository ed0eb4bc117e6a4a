/** The browser's own reader of bar codes, where it has one. The types that come with TypeScript do not know it yet. */
export interface BarcodeReader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

/** What stands on parcels. */
const FORMATS = ['code_128', 'qr_code', 'data_matrix', 'ean_13', 'itf', 'code_39', 'pdf417'];

type ReaderClass = {
  new (options: { formats: readonly string[] }): BarcodeReader;
  getSupportedFormats(): Promise<readonly string[]>;
};

const isReaderClass = (value: unknown): value is ReaderClass =>
  typeof value === 'function' && 'getSupportedFormats' in value;

/** A reader, or null where the browser has none, or a camera may not be used, as on a page without https. */
export async function barcodeReader(): Promise<BarcodeReader | null> {
  const known: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  if (!isReaderClass(known) || !('mediaDevices' in navigator)) return null;
  const supported = await known.getSupportedFormats();
  const formats = FORMATS.filter((format) => supported.includes(format));
  return formats.length > 0 ? new known({ formats }) : null;
}
