import { FORMATS, type FoundCode, knownFormat } from './found-code.ts';

/** The browser's own reader of bar codes, where it has one. The types that come with TypeScript do not know it yet. */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string; readonly format: string }[]>;
}

type DetectorClass = {
  new (options: { formats: readonly string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
};

const isDetectorClass = (value: unknown): value is DetectorClass =>
  typeof value === 'function' && 'getSupportedFormats' in value;

/** The browser's own reader, or null where it has none, or none that knows any of the formats. */
export async function nativeReader() {
  const known: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  if (!isDetectorClass(known)) return null;
  const supported = await known.getSupportedFormats();
  const formats = FORMATS.filter((format) => supported.includes(format));
  if (formats.length === 0) return null;
  const detector = new known({ formats });
  return {
    async read(video: HTMLVideoElement): Promise<FoundCode[]> {
      const found = await detector.detect(video);
      return found.flatMap(({ rawValue, format: name }) => {
        const format = knownFormat(name);
        return format ? [{ format, text: rawValue }] : [];
      });
    },
  };
}
