import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

/** A label read back from its PDF, by other code than wrote it: what is filled, what is written, and where (points, from the bottom left). */
export interface ReadPage {
  width: number;
  height: number;
  /** Filled black rectangles, in the order drawn. */
  filled: Box[];
  texts: ReadText[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ReadText extends Box {
  /** Characters from left to right, as drawn. */
  text: string;
  size: number;
}

interface ReadFont {
  text: Map<string, string>;
  widths: Map<string, number>;
}

export async function readLabel(pdf: Uint8Array): Promise<ReadPage[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map(readPage);
}

function readPage(page: PDFPage): ReadPage {
  const contents = page.node.lookup(PDFName.of('Contents'), PDFArray);
  const operators = streamText(contents.lookup(0));
  const fonts = new Map<string, ReadFont>();
  for (const [name, ref] of page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict).entries() ?? []) {
    fonts.set(name.asString(), readFont(page.doc.context.lookup(ref, PDFDict)));
  }
  return { ...page.getSize(), filled: filledBoxes(operators), texts: writtenTexts(operators, fonts) };
}

function streamText(stream: unknown): string {
  if (!(stream instanceof PDFRawStream)) throw new Error('expected a stream');
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
}

function readFont(font: PDFDict): ReadFont {
  const text = new Map<string, string>();
  for (const [, code, units] of streamText(font.lookup(PDFName.of('ToUnicode'))).matchAll(/^<(\w{4})> <(\w+)>$/gm)) {
    text.set(
      code ?? '',
      Buffer.from(units ?? '', 'hex')
        .swap16()
        .toString('utf16le'),
    );
  }
  const widths = new Map<string, number>();
  const table = font
    .lookup(PDFName.of('DescendantFonts'), PDFArray)
    .lookup(0, PDFDict)
    .lookup(PDFName.of('W'), PDFArray);
  for (let at = 0; at < table.size(); at += 2) {
    const code = table.lookup(at, PDFNumber).asNumber().toString(16).padStart(4, '0');
    widths.set(
      code,
      table
        .lookup(at + 1, PDFArray)
        .lookup(0, PDFNumber)
        .asNumber(),
    );
  }
  return { text, widths };
}

function filledBoxes(operators: string): Box[] {
  return operators
    .split('\n')
    .filter((line) => line.startsWith('0 g') && line.endsWith(' f'))
    .flatMap((line) => [...line.matchAll(/(\S+) (\S+) (\S+) (\S+) re/g)])
    .map(([, x, y, width, height]) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }));
}

function writtenTexts(operators: string, fonts: Map<string, ReadFont>): ReadText[] {
  return [...operators.matchAll(/BT \d g 1 0 0 1 (\S+) (\S+) Tm\n([\s\S]*?)\nET/g)].map(([, x, y, body]) => {
    let [font, size, width, text]: [ReadFont | undefined, number, number, string] = [undefined, 0, 0, ''];
    for (const line of (body ?? '').split('\n')) {
      const chosen = /^(\/\S+) (\S+) Tf$/.exec(line);
      if (chosen) [font, size] = [fonts.get(chosen[1] ?? ''), Number(chosen[2])];
      for (const [, code, shift] of line.endsWith('TJ') ? line.matchAll(/<(\w{4})>|(-?[\d.]+)/g) : []) {
        if (code === undefined) width -= (Number(shift) * size) / 1000;
        else {
          // A glyph may stand for a part of a cluster whose text the glyph before it carries.
          text += font?.text.get(code) ?? '';
          width += ((font?.widths.get(code) ?? Number.NaN) * size) / 1000;
        }
      }
    }
    return { x: Number(x), y: Number(y), width, height: size, size, text };
  });
}

const DPI = 203;

/** The filled rectangles as a thermal printer burns them: a dot is black when its middle is inside. Grey levels, one byte a dot. */
export function burn(page: ReadPage): { data: Uint8Array; width: number; height: number } {
  const dots = (points: number) => Math.round((points * DPI) / 72);
  const [width, height] = [dots(page.width), dots(page.height)];
  const data = new Uint8Array(width * height).fill(255);
  for (const box of page.filled) {
    for (let y = dots(page.height - box.y - box.height); y < dots(page.height - box.y); y += 1) {
      data.fill(0, y * width + dots(box.x), y * width + dots(box.x + box.width));
    }
  }
  return { data, width, height };
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
let ready: Promise<unknown> | null = null;

/** A plain scanner: no second try turned, inverted or at another scale. */
const SCANNER: ReaderOptions = {
  formats: ['Code128', 'QRCode'],
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
};

/** What a scanner reads from the burnt label: kind and text of each symbol, sorted. */
export async function scan(page: ReadPage): Promise<string[]> {
  ready ??= Promise.resolve(prepareZXingModule({ overrides: { wasmBinary: wasmBytes() }, fireImmediately: true }));
  await ready;
  const { data, width, height } = burn(page);
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const found = await readBarcodes(Buffer.concat([header, data]), SCANNER);
  return found.map(({ format, text }) => `${format} ${text}`).sort();
}

function wasmBytes(): ArrayBuffer {
  const bytes = readFileSync(wasm);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
