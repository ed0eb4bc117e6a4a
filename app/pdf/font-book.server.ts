import { type PDFContext, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import { compactCff } from './compact-cff.server.ts';
import type { PlacedGlyph } from './shape.server.ts';
import type { Typeface } from './typefaces.server.ts';

/** The faces used in one document, each cut down to the glyphs that were drawn. */
export interface FontBook {
  /** The resource name of a face on a page. */
  nameOf(face: Typeface): string;
  /** The glyph's number in the cut face, as four hexadecimal digits. */
  encode(face: Typeface, glyph: PlacedGlyph): string;
  /** Writes the fonts into the document: resource name and reference of each. Called once, after the last glyph. */
  write(context: PDFContext): { name: string; ref: PDFRef }[];
}

interface CutFace {
  readonly face: Typeface;
  /** Number in the subset by number in the face. 0 stays the missing glyph, which is never drawn. */
  readonly numbers: Map<number, number>;
  /** By number in the subset. */
  readonly glyphs: Map<number, PlacedGlyph>;
}

export function createFontBook(): FontBook {
  const cuts = new Map<string, CutFace>();
  const cutOf = (face: Typeface): CutFace => {
    const known = cuts.get(face.key);
    if (known) return known;
    const cut = { face, numbers: new Map<number, number>(), glyphs: new Map<number, PlacedGlyph>() };
    cuts.set(face.key, cut);
    return cut;
  };
  return {
    nameOf: (face) => face.key,
    encode(face, glyph) {
      const { numbers, glyphs } = cutOf(face);
      const known = numbers.get(glyph.id);
      if (known !== undefined) return hex(known);
      const fresh = numbers.size + 1;
      numbers.set(glyph.id, fresh);
      glyphs.set(fresh, glyph);
      return hex(fresh);
    },
    write: (context) => [...cuts.values()].map((cut) => ({ name: cut.face.key, ref: writeFont(context, cut) })),
  };
}

/** The font program with the glyphs in the order of their numbers in the subset. */
function fontProgram({ face, glyphs }: CutFace, name: string): Uint8Array {
  const { cutting, shaping } = face;
  if (!face.postscriptOutlines) {
    const subset = cutting.createSubset();
    for (const glyph of glyphs.values()) subset.includeGlyph(glyph.id);
    return subset.encode();
  }
  if (shaping.unitsPerEm !== 1000) throw new Error('a PostScript face is expected to have 1000 units in an em');
  const { minX, minY, maxX, maxY } = shaping.bbox;
  const outlines = [...glyphs.values()].map(({ id, width }) => ({
    width,
    commands: cutting.getGlyph(id).path.commands,
  }));
  const missing = { width: 1000, commands: cutting.getGlyph(0).path.commands };
  return compactCff(name, [minX, minY, maxX, maxY], [missing, ...outlines]);
}

/** A composite font with two-byte codes that are the glyph numbers of the subset (PDF 1.7, 9.7). */
function writeFont(context: PDFContext, cut: CutFace): PDFRef {
  // A subset is named by six capitals and a plus sign (9.6.4). One subset of each face is in a document, so the letters need not differ.
  const name = `RETOUR+${cut.face.shaping.postscriptName}`;
  const descendant = context.obj({
    Type: 'Font',
    Subtype: cut.face.postscriptOutlines ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
    FontDescriptor: writeDescriptor(context, cut, name),
    W: [...cut.glyphs].flatMap(([id, glyph]) => [id, [round(glyph.width)]]),
    ...(cut.face.postscriptOutlines ? {} : { CIDToGIDMap: 'Identity' }),
  });
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [context.register(descendant)],
    ToUnicode: context.register(context.flateStream(toUnicode(cut.glyphs))),
  });
  return context.register(font);
}

function writeDescriptor(context: PDFContext, cut: CutFace, name: string): PDFRef {
  const { shaping, postscriptOutlines, weight } = cut.face;
  const scaled = (value: number) => round((value * 1000) / shaping.unitsPerEm);
  const program = context.flateStream(fontProgram(cut, name), postscriptOutlines ? { Subtype: 'CIDFontType0C' } : {});
  const { minX, minY, maxX, maxY } = shaping.bbox;
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: name,
    // Symbolic: the codes are glyph numbers, not a standard encoding.
    Flags: 4,
    FontBBox: [minX, minY, maxX, maxY].map(scaled),
    ItalicAngle: 0,
    Ascent: scaled(shaping.ascent),
    Descent: scaled(shaping.descent),
    CapHeight: scaled(shaping.capHeight || shaping.ascent),
    StemV: weight === 'bold' ? 140 : 80,
    [postscriptOutlines ? 'FontFile3' : 'FontFile2']: context.register(program),
  });
  return context.register(descriptor);
}

/** The map by which a reader finds the text behind the glyphs (9.10.3), in blocks of at most 100 entries. */
function toUnicode(glyphs: ReadonlyMap<number, PlacedGlyph>): string {
  const entries = [...glyphs]
    .filter(([, { text }]) => text !== '')
    .map(([id, { text }]) => `<${hex(id)}> <${utf16(text)}>`);
  const blocks: string[] = [];
  for (let start = 0; start < entries.length; start += 100) {
    const block = entries.slice(start, start + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index))).join('');
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
