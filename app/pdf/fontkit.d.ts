/** The part of fontkit 2 that labels use; the package ships no types. */
declare module 'fontkit' {
  export interface FontkitGlyph {
    readonly id: number;
    readonly codePoints: number[];
    readonly advanceWidth: number;
  }

  export interface FontkitPosition {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }

  export interface FontkitRun {
    /** In visual order, left to right. */
    readonly glyphs: FontkitGlyph[];
    readonly positions: FontkitPosition[];
  }

  export interface FontkitSubset {
    /** The glyph's number in the subset. */
    includeGlyph(id: number): number;
    encode(): Uint8Array;
  }

  export interface FontkitPathCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  }

  export interface FontkitBox {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
    readonly width: number;
    readonly height: number;
  }

  export interface FontkitFont {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly xHeight: number;
    readonly italicAngle: number;
    readonly characterSet: number[];
    readonly bbox: FontkitBox;
    glyphForCodePoint(codePoint: number): FontkitGlyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(
      text: string,
      features?: Record<string, boolean> | string[],
      script?: string,
      language?: string,
      direction?: 'ltr' | 'rtl',
    ): FontkitRun;
    /** The outline is parsed when it is asked for. */
    getGlyph(id: number): { readonly path: { readonly commands: readonly FontkitPathCommand[] } };
    createSubset(): FontkitSubset;
  }

  export function create(bytes: Uint8Array): FontkitFont;
}
